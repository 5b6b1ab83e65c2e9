package org.omnipkg.ecosystem.python.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.omnipkg.spi.Layout;

/**
 * What is found out once about a tree and needed for every generation.
 *
 * @param distInfo name of its metadata folder
 * @param top top-level names in site-packages
 * @param scripts files below {@code bin}, to be linked as they are
 * @param pythonScripts {@code #!python} scripts: name to text after the first line
 * @param data what else lies in the prefix: {@code share/}, {@code lib/libtbb.so}; folders end in a
 *     slash
 * @param pth files that are run at every start
 * @param selfWriting whether code writes beside its files there (pytest plugins)
 */
public record TreeFacts(
    String distInfo,
    List<String> top,
    List<EntryPoint> console,
    List<EntryPoint> gui,
    List<String> scripts,
    Map<String, String> pythonScripts,
    List<String> data,
    List<String> pth,
    boolean selfWriting,
    Spine spine) {
  private static final String YES = "yes";

  Map<String, List<String>> toMap() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.put("dist-info", List.of(distInfo));
    map.put("top", top);
    map.put("console-scripts", console.stream().map(EntryPoint::toString).toList());
    map.put("gui-scripts", gui.stream().map(EntryPoint::toString).toList());
    map.put("scripts", scripts);
    List<String> texts = new ArrayList<>();
    pythonScripts.forEach((name, text) -> texts.addAll(List.of(name, text)));
    map.put("python-scripts", texts);
    map.put("data", data);
    map.put("pth", pth);
    map.put("self-writing", selfWriting ? List.of(YES) : List.of());
    map.put("elf", spine.folders().isEmpty() ? List.of() : List.of(YES));
    map.put("libraries", List.copyOf(spine.folders()));
    map.put("spine", List.copyOf(spine.reaches()));
    map.values().removeIf(List::isEmpty);
    return map;
  }

  public static TreeFacts of(Map<String, List<String>> map) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> pairs = list(map, "python-scripts");
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      texts.put(pairs.get(i), pairs.get(i + 1));
    }
    return new TreeFacts(
        String.join("", list(map, "dist-info")),
        list(map, "top"),
        list(map, "console-scripts").stream().map(EntryPoint::read).toList(),
        list(map, "gui-scripts").stream().map(EntryPoint::read).toList(),
        list(map, "scripts"),
        texts,
        list(map, "data"),
        list(map, "pth"),
        list(map, "self-writing").contains(YES),
        new Spine(new TreeSet<>(list(map, "libraries")), new TreeSet<>(list(map, "spine"))));
  }

  /** For {@code info}: its commands, and what acts without being imported. */
  Layout.Account account() {
    TreeSet<String> commands = new TreeSet<>(scripts);
    commands.addAll(pythonScripts.keySet());
    console.forEach(point -> commands.add(point.name()));
    gui.forEach(point -> commands.add(point.name()));
    List<String> notes = new ArrayList<>();
    pth.forEach(name -> notes.add("`" + name + "` is run at every start of Python"));
    if (selfWriting) {
      notes.add("its files are linked one by one: it may write beside them");
    }
    return new Layout.Account(List.copyOf(commands), notes);
  }

  private static List<String> list(Map<String, List<String>> map, String key) {
    return map.getOrDefault(key, List.of());
  }
}
