package org.omnipkg.ecosystem.python.internal.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.layout.PythonPrefix;
import org.omnipkg.ecosystem.python.internal.layout.Row;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Surveyor.Kind;
import org.omnipkg.spi.Trace;

/** One look at one generation: packages first, then what is left of ours, then loose files. */
final class Survey {
  private static final String FARM = "farm:";
  private static final String DOT_INFO = Installation.SUFFIX + "/METADATA";

  private final Prefix prefix;
  private final String site;
  private final Owners owners;

  /** New or changed files and links by path. */
  private final TreeMap<String, Trace> there = new TreeMap<>();

  /** New folders, each with a slash at its end. */
  private final Set<String> folders = new TreeSet<>();

  /** Ours, changed or gone, as findings name them. */
  private final Map<String, Trace> harmed = new TreeMap<>();

  private final TreeSet<String> claimed = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();

  Survey(Prefix prefix, List<Trace> traces) {
    this.prefix = prefix;
    this.site = PythonPrefix.sitePackages(prefix.runtime());
    this.owners = new Owners(prefix, site);
    for (Trace trace : traces) {
      if (!noise(trace)) {
        sort(trace);
      }
    }
  }

  private void sort(Trace trace) {
    String name = trace.place() == Trace.Place.FARM ? FARM + trace.path() : trace.path();
    if (trace.kind() == Trace.Kind.ADDED && name.endsWith("/")) {
      folders.add(name);
    } else if (trace.kind() == Trace.Kind.ADDED) {
      there.put(name, trace);
    } else {
      harmed.put(name, trace);
      if (trace.kind() == Trace.Kind.CHANGED
          && trace.place() == Trace.Place.PREFIX
          && !name.endsWith("/")) {
        there.put(name, trace);
      }
    }
  }

  /** Bytecode, locks of installers, and what an interrupted pip left behind. */
  private boolean noise(Trace trace) {
    String path = trace.path();
    boolean tilde = path.startsWith(site + "/~") && trace.place() == Trace.Place.PREFIX;
    return tilde
        || path.contains("__pycache__/")
        || path.equals(".lock")
        || path.equals("CACHEDIR.TAG")
        || path.equals(".gitignore");
  }

  List<Finding> findings() {
    packages();
    eggLinks();
    ours();
    loose();
    return List.copyOf(findings);
  }

  private void packages() {
    List<String> metadata =
        there.keySet().stream()
            .filter(path -> path.startsWith(site + "/") && path.endsWith(DOT_INFO))
            .toList();
    for (String path : metadata) {
      String folder = path.substring(site.length() + 1, path.length() - "/METADATA".length());
      if (!folder.contains("/")) {
        Installation.read(prefix.root(), site, folder).ifPresent(this::installed);
      }
    }
  }

  private void installed(Installation one) {
    String info = site + "/" + one.folder() + "/";
    Map<String, Row> rows = one.rows();
    Set<String> files = new TreeSet<>();
    there.keySet().stream()
        .filter(path -> rows.containsKey(path) || path.startsWith(info))
        .forEach(files::add);
    claimed.addAll(files);
    String label = Names.normalize(one.name()) + " " + one.version();
    if (one.editable()) {
      List<String> paths = new ArrayList<>(List.of(info));
      files.stream().filter(path -> !path.startsWith(info)).forEach(paths::add);
      add(Kind.EDITABLE, one.pin(), label, one, paths);
    } else if (!one.whole()) {
      claimed.removeAll(files);
    } else if (owners.sameAs(one, rows)) {
      add(Kind.CHANGED, one.pin(), label, one, files);
    } else {
      add(Kind.INSTALLED, one.pin(), label, one, files);
    }
  }

  private void add(
      Kind kind, Pin pin, String label, Installation by, java.util.Collection<String> paths) {
    findings.add(
        new Finding(
            kind, Optional.of(pin), label, by.installer(), by.requested(), List.copyOf(paths)));
  }

  /** What `setup.py develop` leaves. */
  private void eggLinks() {
    List<String> links =
        there.keySet().stream()
            .filter(path -> path.startsWith(site + "/") && path.endsWith(".egg-link"))
            .toList();
    for (String path : links) {
      String name = path.substring(site.length() + 1, path.length() - ".egg-link".length());
      List<String> paths = new ArrayList<>(List.of(path));
      if (there.containsKey(site + "/easy-install.pth")) {
        paths.add(site + "/easy-install.pth");
      }
      claimed.addAll(paths);
      findings.add(
          new Finding(
              Kind.EDITABLE, Optional.empty(), Names.normalize(name), "setuptools", true, paths));
    }
  }

  /** What was put down by us and is no longer so; what an installer claimed is its own. */
  private void ours() {
    Map<String, List<String>> byOwner = new LinkedHashMap<>();
    Map<String, Prefix.Tree> gone = new TreeMap<>();
    List<String> carried = new ArrayList<>();
    harmed.forEach(
        (name, trace) -> {
          if (claimed.contains(name) || forPeople(trace)) {
            return;
          }
          Optional<Prefix.Tree> tree = owners.of(trace);
          if (tree.isPresent()) {
            String id = tree.get().node().id();
            byOwner.computeIfAbsent(id, key -> new ArrayList<>()).add(name);
            if (trace.kind() == Trace.Kind.REMOVED && owners.isMetadata(trace, tree.get())) {
              gone.put(id, tree.get());
            }
          } else if (owners.isFrame(trace)) {
            byOwner.computeIfAbsent("", key -> new ArrayList<>()).add(name);
          } else if (trace.kind() == Trace.Kind.REMOVED) {
            carried.add(name);
          }
        });
    byOwner.forEach(
        (id, paths) -> {
          claimed.addAll(paths);
          Optional<Prefix.Tree> tree = owners.byId(id);
          Optional<Pin> pin = tree.map(one -> one.node().pin());
          Kind kind = gone.containsKey(id) ? Kind.REMOVED : Kind.CHANGED;
          findings.add(new Finding(kind, pin, label(pin, paths), "", false, paths));
        });
    left(carried);
  }

  /** Settings were copied to be edited: such a file is its owner's now. */
  private static boolean forPeople(Trace trace) {
    return trace.kind() == Trace.Kind.CHANGED
        && trace.place() == Trace.Place.PREFIX
        && trace.path().startsWith("etc/");
  }

  private static String label(Optional<Pin> pin, List<String> paths) {
    String first = paths.get(0).replaceFirst("^" + FARM, "farm/");
    return pin.map(one -> one.name().name() + " " + one.version())
        .orElse(paths.size() == 1 ? first : first + " and " + (paths.size() - 1) + " more");
  }

  /** What was carried and has been taken away. */
  private void left(List<String> paths) {
    for (String path : paths) {
      if (path.startsWith(site + "/") && path.endsWith(DOT_INFO)) {
        String stem = path.substring(site.length() + 1, path.length() - DOT_INFO.length());
        int dash = stem.lastIndexOf('-');
        if (dash > 0 && stem.indexOf('/') < 0) {
          String name = Names.normalize(stem.substring(0, dash));
          String version = stem.substring(dash + 1);
          String folder = site + "/" + stem + Installation.SUFFIX + "/";
          List<String> files = paths.stream().filter(p -> p.startsWith(folder)).toList();
          Pin pin = new Pin(new PackageName("python", name), version);
          if (findings.stream().noneMatch(f -> samePackage(f, pin))) {
            findings.add(
                new Finding(
                    Kind.REMOVED, Optional.of(pin), name + " " + version, "", false, files));
          }
        }
      }
    }
    if (findings.stream().allMatch(finding -> finding.pin().isEmpty())) {
      paths.stream()
          .filter(path -> !path.endsWith("/"))
          .map(path -> new Finding(Kind.REMOVED, Optional.empty(), path, "", false, List.of(path)))
          .forEach(findings::add);
    }
  }

  private static boolean samePackage(Finding finding, Pin pin) {
    return finding.pin().map(Pin::name).equals(Optional.of(pin.name()));
  }

  /** What is nobody's; a new folder that holds nothing else is named as one. */
  private void loose() {
    TreeSet<String> done = new TreeSet<>();
    for (String folder : folders) {
      String end = folder + Character.MAX_VALUE;
      if (!covered(folder, done)
          && !there.subMap(folder, end).isEmpty()
          && claimed.subSet(folder, end).isEmpty()) {
        done.add(folder);
        loose(folder);
      }
    }
    for (String path : there.keySet()) {
      if (!claimed.contains(path) && !covered(path, done)) {
        loose(path);
      }
    }
  }

  private static boolean covered(String path, TreeSet<String> folders) {
    String before = folders.floor(path);
    return before != null && path.startsWith(before);
  }

  private void loose(String path) {
    String label = path.replaceFirst("^" + FARM, "farm/").replaceFirst("/$", "");
    findings.add(new Finding(Kind.FILE, Optional.empty(), label, "", false, List.of(path)));
  }
}
