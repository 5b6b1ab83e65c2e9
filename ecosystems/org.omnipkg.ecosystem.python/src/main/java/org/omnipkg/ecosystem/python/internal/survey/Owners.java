package org.omnipkg.ecosystem.python.internal.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.layout.EntryPoint;
import org.omnipkg.ecosystem.python.internal.layout.Row;
import org.omnipkg.ecosystem.python.internal.layout.Scheme;
import org.omnipkg.ecosystem.python.internal.layout.TreeFacts;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Trace;

/** Which of a generation's packages a file belongs to. */
final class Owners {
  private final String site;
  private final Map<Prefix.Tree, TreeFacts> trees = new LinkedHashMap<>();

  Owners(Prefix prefix, String site) {
    this.site = site;
    prefix.trees().forEach(tree -> trees.put(tree, TreeFacts.of(tree.facts())));
  }

  Optional<Prefix.Tree> byId(String id) {
    return trees.keySet().stream().filter(tree -> tree.node().id().equals(id)).findFirst();
  }

  Optional<Prefix.Tree> of(Trace trace) {
    String path = trace.path().replaceFirst("/$", "");
    return trees.entrySet().stream()
        .filter(
            entry ->
                trace.place() == Trace.Place.FARM
                    ? merged(path, entry.getKey(), entry.getValue())
                    : placed(path, entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean merged(String path, Prefix.Tree tree, TreeFacts facts) {
    if (!path.startsWith(Scheme.SITE)) {
      return false;
    }
    String rest = path.substring(Scheme.SITE.length());
    return facts.top().contains(rest.split("/", 2)[0])
        && (has(tree, path) || rest.startsWith(facts.distInfo()));
  }

  private static boolean placed(String path, Prefix.Tree tree, TreeFacts facts) {
    if (!path.startsWith("bin/")) {
      return has(tree, path);
    }
    String name = path.substring("bin/".length());
    return has(tree, path)
        || facts.pythonScripts().containsKey(name)
        || facts.console().stream().map(EntryPoint::name).anyMatch(name::equals)
        || facts.gui().stream().map(EntryPoint::name).anyMatch(name::equals);
  }

  private static boolean has(Prefix.Tree tree, String path) {
    return Files.exists(tree.path().resolve(path), LinkOption.NOFOLLOW_LINKS)
            && !Files.isDirectory(tree.path().resolve(path), LinkOption.NOFOLLOW_LINKS)
        || path.startsWith(Scheme.SITE) && Files.isDirectory(tree.path().resolve(path));
  }

  boolean isMetadata(Trace trace, Prefix.Tree tree) {
    String info = Scheme.SITE + TreeFacts.of(tree.facts()).distInfo();
    return trace.place() == Trace.Place.FARM
        && (trace.path().equals(info) || trace.path().equals(info + "/METADATA"));
  }

  /** Part of the environment itself. */
  boolean isFrame(Trace trace) {
    String path = trace.path();
    return trace.place() == Trace.Place.FARM
        || (path.endsWith("/") && trace.kind() == Trace.Kind.CHANGED)
        || path.equals("pyvenv.cfg")
        || path.equals("lib64")
        || path.equals("lib/python")
        || path.equals("Lib/site-packages")
        || path.matches("bin/python[0-9.]*")
        || path.equals(site + "/_omnipkg.pth");
  }

  /** Whether one of our own trees has the same package with the same files. */
  boolean sameAs(Installation one, Map<String, Row> rows) {
    return trees.entrySet().stream()
        .filter(entry -> entry.getKey().node().pin().equals(one.pin()))
        .anyMatch(entry -> hashes(rows, site + "/").equals(stored(entry)));
  }

  private static Set<String> stored(Map.Entry<Prefix.Tree, TreeFacts> entry) {
    Path record =
        entry.getKey().path().resolve(Scheme.SITE + entry.getValue().distInfo() + "/RECORD");
    try {
      Map<String, Row> rows = new TreeMap<>();
      for (Row row : Row.read(Files.readString(record, StandardCharsets.UTF_8))) {
        rows.put(row.path(), row);
      }
      return hashes(rows, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> hashes(Map<String, Row> rows, String below) {
    Set<String> hashes = new TreeSet<>();
    rows.forEach(
        (path, row) -> {
          if (path.startsWith(below)
              && !path.startsWith("../")
              && !path.contains(".dist-info/")
              && !path.contains("__pycache__/")) {
            hashes.add(path.substring(below.length()) + " " + row.hash());
          }
        });
    return hashes;
  }
}
