package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;

/** Turns a checked wheel into an intact, prefix-shaped tree and the facts about it. */
final class WheelTree {
  private static final int LONGEST_SCRIPT = 1 << 22;
  private static final String INSTALLER = "omnipkg\n";

  private final Wheel wheel;
  private final Map<String, Row> rows;
  private final Map<String, Scheme.Place> places = new LinkedHashMap<>();
  private final Map<String, List<String>> groups;

  WheelTree(Wheel wheel) {
    this.wheel = wheel;
    this.rows = new RecordCheck(wheel).rows();
    this.groups =
        wheel
            .metadata("entry_points.txt")
            .map(file -> EntryPoint.groups(wheel.text(file)))
            .orElse(Map.of());
    Scheme scheme = new Scheme(wheel);
    Map<String, String> taken = new LinkedHashMap<>();
    for (String path : wheel.entries.keySet()) {
      if (ours(path)) {
        continue;
      }
      Scheme.Place place = scheme.place(path);
      String before = taken.putIfAbsent(place.path(), path);
      if (before != null) {
        throw wheel.refuse(
            "wheel.data-scheme", "wants `" + before + "` and `" + path + "` at the same place");
      }
      places.put(path, place);
    }
  }

  /** Files an installer writes, which no wheel may bring. */
  private boolean ours(String path) {
    return path.startsWith(wheel.distInfo + "/")
        && List.of("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
            .contains(path.substring(wheel.distInfo.length() + 1));
  }

  Bubble bubble(Node node, Artifact artifact) {
    Map<String, String> pythonScripts = pythonScripts();
    TreeFacts facts = facts(pythonScripts);
    List<Placement> placements = new ArrayList<>();
    places.forEach(
        (path, place) -> {
          Entry entry = wheel.entries.get(path);
          if (entry != null) {
            placements.add(Placement.of(place.path(), entry, place.script() || entry.executable()));
          }
        });
    String folder = Scheme.SITE + wheel.distInfo + "/";
    placements.add(Placement.text(folder + "INSTALLER", INSTALLER, false));
    placements.add(Placement.text(folder + "RECORD", record(facts), false));
    return new Bubble(key(node, artifact), placements, facts.toMap(), caches());
  }

  /** Where interpreters put bytecode: beside every module. */
  private List<String> caches() {
    TreeSet<String> caches = new TreeSet<>();
    for (Scheme.Place place : places.values()) {
      if (place.path().endsWith(".py")) {
        int name = place.path().lastIndexOf('/') + 1;
        caches.add(place.path().substring(0, name) + "__pycache__");
      }
    }
    return List.copyOf(caches);
  }

  private String key(Node node, Artifact artifact) {
    String digest =
        Optional.ofNullable(artifact.hashes().get("sha256")).orElseGet(this::contentDigest);
    String version = wheel.name.version().replaceAll("[^A-Za-z0-9.+_!-]", "_");
    return Names.normalize(node.pin().name().name())
        + "-"
        + version
        + "-"
        + digest.substring(0, 12);
  }

  private String contentDigest() {
    MessageDigest digest = Digests.sha256();
    new TreeMap<>(wheel.entries)
        .values()
        .forEach(e -> digest.update(e.toString().getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private String record(TreeFacts facts) {
    Map<String, Row> written = new LinkedHashMap<>();
    for (Row row : rows.values()) {
      Scheme.Place place = places.get(row.path());
      if (place != null) {
        String path = place.recorded();
        boolean rewritten = facts.pythonScripts().containsKey(binary(place.path()));
        written.put(path, rewritten ? Row.bare(path) : new Row(path, row.hash(), row.size()));
      }
    }
    for (EntryPoint point : points(facts)) {
      String path = new Scheme.Place("bin/" + point.name(), true).recorded();
      written.put(path, Row.bare(path));
    }
    byte[] installer = INSTALLER.getBytes(StandardCharsets.UTF_8);
    String hash =
        "sha256="
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256().digest(installer));
    String folder = wheel.distInfo + "/";
    written.put(
        folder + "INSTALLER",
        new Row(folder + "INSTALLER", hash, Integer.toString(installer.length)));
    written.put(folder + "RECORD", Row.bare(folder + "RECORD"));
    StringBuilder text = new StringBuilder();
    written.values().forEach(text::append);
    return text.toString();
  }

  private TreeFacts facts(Map<String, String> pythonScripts) {
    TreeSet<String> top = new TreeSet<>();
    TreeSet<String> data = new TreeSet<>();
    List<String> pth = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    top.add(wheel.distInfo);
    for (Scheme.Place place : places.values()) {
      String path = place.path();
      if (path.startsWith(Scheme.SITE)) {
        String rest = path.substring(Scheme.SITE.length());
        top.add(first(rest));
        if (rest.endsWith(".pth") && rest.indexOf('/') < 0) {
          pth.add(rest);
        }
      } else if (path.startsWith("bin/")) {
        if (!pythonScripts.containsKey(binary(path))) {
          scripts.add(binary(path));
        }
      } else {
        data.add(piece(path));
      }
    }
    List<EntryPoint> console = EntryPoint.checked(wheel, groups, "console_scripts");
    List<EntryPoint> gui = EntryPoint.checked(wheel, groups, "gui_scripts");
    scripts.forEach(name -> EntryPoint.checkName(wheel, first(name)));
    return new TreeFacts(
        wheel.distInfo,
        List.copyOf(top),
        console,
        gui,
        scripts,
        pythonScripts,
        List.copyOf(data),
        pth,
        !groups.getOrDefault("pytest11", List.of()).isEmpty(),
        Spine.of(wheel, places));
  }

  private static List<EntryPoint> points(TreeFacts facts) {
    List<EntryPoint> points = new ArrayList<>(facts.console());
    points.addAll(facts.gui());
    return points;
  }

  /** The unit a generation merges: {@code share/}, but {@code lib/cmake/} and {@code lib/x.so}. */
  private static String piece(String path) {
    int from = path.startsWith("lib/") ? "lib/".length() : 0;
    int slash = path.indexOf('/', from);
    return slash < 0 ? path : path.substring(0, slash + 1);
  }

  private static String first(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  private static String binary(String path) {
    return path.startsWith("bin/") ? path.substring("bin/".length()) : path;
  }

  private Map<String, String> pythonScripts() {
    Map<String, String> texts = new LinkedHashMap<>();
    places.forEach(
        (path, place) -> {
          Entry entry = wheel.entries.get(path);
          if (entry == null || !place.script() || entry.digest().size() > LONGEST_SCRIPT) {
            return;
          }
          if (new String(wheel.read(entry, 0, 8), StandardCharsets.ISO_8859_1).equals("#!python")) {
            texts.put(binary(place.path()), afterFirstLine(wheel.read(entry), path));
          }
        });
    return texts;
  }

  private String afterFirstLine(byte[] script, String path) {
    int end = 0;
    while (end < script.length && script[end] != '\n') {
      end++;
    }
    int from = Math.min(end + 1, script.length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(script, from, script.length - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw wheel.refuse("wheel.script-text", "has the script `" + path + "`, which is not UTF-8");
    }
  }
}
