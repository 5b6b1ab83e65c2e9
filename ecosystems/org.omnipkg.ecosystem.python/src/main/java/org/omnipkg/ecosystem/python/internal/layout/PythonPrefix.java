package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** The steps of one generation: a small real venv (PEP 405) beside a farm of links. */
public final class PythonPrefix {
  private static final Set<String> WHOLE = Set.of("**");
  private static final String WINDOWS_SITE = "Lib/site-packages";
  private static final String ENVIRONMENT = "environment.";

  private final Prefix prefix;
  private final Runtime runtime;
  private final Map<Prefix.Tree, TreeFacts> trees = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final String series;

  PythonPrefix(Prefix prefix) {
    this.prefix = prefix;
    this.runtime = prefix.runtime();
    this.series = series(runtime);
    if (series.matches("[012]\\..*|3\\.[0-5]")) {
      throw new Refusal(
          Diagnostic.user(
              "runtime.unsupported",
              "Python " + runtime.version() + " cannot carry an environment yet",
              "choose Python 3.6 or newer, e.g. --python 3.11"));
    }
    prefix.trees().forEach(tree -> trees.put(tree, TreeFacts.of(tree.facts())));
  }

  private static String series(Runtime runtime) {
    return runtime.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  List<Step> steps() {
    Path root = prefix.root();
    steps.add(new Step.Write(root.resolve("pyvenv.cfg"), configuration(), false));
    interpreter(root.resolve("bin"));
    Path site = root.resolve(sitePackages(runtime));
    Path merged = prefix.farm().resolve(Scheme.SITE);
    String farm = quoted(merged.toString());
    steps.add(
        new Step.Write(
            site.resolve("_omnipkg.pth"), "import site; site.addsitedir(" + farm + ")\n", false));
    if (runtime.fact("pointer_bits").equals("64") && runtime.fact("sys_platform").equals("linux")) {
      steps.add(new Step.Symlink(root.resolve("lib64"), "lib"));
    }
    thirdParty(root, merged);
    data();
    merge(merged);
    scripts(root.resolve("bin"));
    return steps;
  }

  /**
   * Tools that follow links to the end (coverage.py) know what is not the user's own code by asking
   * sysconfig for the folders of every scheme; two of them, which nobody uses here, name the store
   * and the files that lie in the farm itself.
   */
  private void thirdParty(Path root, Path merged) {
    boolean taken =
        trees.values().stream().anyMatch(facts -> facts.data().stream().anyMatch("Lib/"::equals));
    if (runtime.fact("sys_platform").equals("linux") && !taken) {
      steps.add(new Step.Symlink(root.resolve(WINDOWS_SITE), merged.toString()));
    }
    prefix.trees().stream()
        .map(tree -> tree.path().getParent())
        .findFirst()
        .ifPresent(
            shelf -> steps.add(new Step.Symlink(root.resolve("lib/python"), shelf.toString())));
  }

  private String configuration() {
    StringBuilder text = new StringBuilder();
    text.append("home = ").append(runtime.executable().getParent()).append('\n');
    text.append("include-system-site-packages = false\n");
    text.append("version = ").append(runtime.version()).append('\n');
    text.append("executable = ").append(runtime.executable()).append('\n');
    new TreeMap<>(runtime.facts())
        .forEach(
            (key, value) -> {
              if (key.startsWith(ENVIRONMENT)) {
                text.append(key).append(" = ").append(value).append('\n');
              }
            });
    return text.toString();
  }

  private void interpreter(Path bin) {
    for (String name : interpreterNames()) {
      Path path = bin.resolve(name);
      if (prefix.launcher().isPresent()) {
        steps.add(new Step.Hardlink(path, prefix.launcher().get()));
      } else {
        boolean first = name.equals("python");
        steps.add(new Step.Symlink(path, first ? runtime.executable().toString() : "python"));
      }
    }
  }

  private List<String> interpreterNames() {
    return List.of("python", "python" + series.replaceFirst("\\..*", ""), "python" + series);
  }

  /** Where an interpreter looks for packages, relative to its prefix. */
  public static String sitePackages(Runtime runtime) {
    String series = series(runtime);
    String stated = runtime.fact("site_packages");
    return stated.matches("lib/python[^/]+/site-packages")
        ? stated
        : "lib/python" + series + "/site-packages";
  }

  /**
   * Everything but code: real files in the prefix, so that nobody writes through into the store.
   */
  private void data() {
    Map<String, List<Step.Part>> folders = new TreeMap<>();
    Map<String, Path> files = new TreeMap<>();
    Set<String> links = new LinkedHashSet<>(List.of("bin", "etc", "include", "share"));
    trees.forEach(
        (tree, facts) -> {
          for (String piece : facts.data()) {
            Path source = tree.path().resolve(piece);
            String name = piece.replaceFirst("/$", "");
            links.add(name);
            if (piece.startsWith("etc/")) {
              steps.add(new Step.Copy(prefix.root().resolve(name), source));
            } else if (piece.endsWith("/")) {
              folders
                  .computeIfAbsent(name, n -> new ArrayList<>())
                  .add(new Step.Part(source, WHOLE));
            } else {
              files.putIfAbsent(name, source);
            }
          }
        });
    files.keySet().removeAll(folders.keySet());
    files.forEach(
        (name, source) -> steps.add(new Step.Hardlink(prefix.root().resolve(name), source)));
    folders.forEach(
        (name, parts) -> steps.add(new Step.Merge(prefix.root().resolve(name), parts, Set.of())));
    for (String name : links) {
      Path link = prefix.farm().resolve(name);
      steps.add(new Step.Symlink(link, prefix.root().resolve(name).toString()));
    }
  }

  private void merge(Path merged) {
    List<Step.Part> parts = new ArrayList<>();
    trees.forEach(
        (tree, facts) ->
            parts.add(new Step.Part(tree.path().resolve(Scheme.SITE), real(tree, facts))));
    steps.add(new Step.Directory(merged));
    steps.add(new Step.Merge(merged, parts, Set.of("__pycache__")));
    trees.forEach(
        (tree, facts) -> {
          Path distInfo = merged.resolve(facts.distInfo());
          if (tree.requested()) {
            steps.add(new Step.Write(distInfo.resolve("REQUESTED"), "", false));
          }
          DirectUrl.of(tree.node())
              .ifPresent(
                  json ->
                      steps.add(new Step.Write(distInfo.resolve("direct_url.json"), json, false)));
        });
  }

  private Set<String> real(Prefix.Tree tree, TreeFacts facts) {
    if (facts.selfWriting()) {
      return WHOLE;
    }
    Set<String> real = new TreeSet<>();
    if (!facts.spine().reaches().isEmpty()) {
      Set<String> others = new TreeSet<>();
      trees.forEach(
          (other, known) -> {
            if (other != tree) {
              others.addAll(known.spine().folders());
            }
          });
      real.addAll(facts.spine().real(others));
    }
    if (tree.requested() || DirectUrl.of(tree.node()).isPresent()) {
      real.add(facts.distInfo());
    }
    return real;
  }

  private void scripts(Path bin) {
    Scripts scripts = new Scripts(bin.resolve("python").toString());
    Set<String> taken = new TreeSet<>(interpreterNames());
    for (Map.Entry<Prefix.Tree, TreeFacts> entry : trees.entrySet()) {
      TreeFacts facts = entry.getValue();
      commands(bin, scripts, facts.console(), taken);
      commands(bin, scripts, facts.gui(), taken);
      facts
          .pythonScripts()
          .forEach(
              (name, text) -> {
                if (taken.add(name)) {
                  steps.add(new Step.Write(bin.resolve(name), scripts.of(text), true));
                }
              });
      for (String name : facts.scripts()) {
        if (taken.add(name)) {
          steps.add(
              new Step.Hardlink(bin.resolve(name), entry.getKey().path().resolve("bin/" + name)));
        }
      }
    }
  }

  private void commands(
      Path bin, Scripts scripts, Collection<EntryPoint> points, Set<String> taken) {
    for (EntryPoint point : points) {
      if (taken.add(point.name())) {
        steps.add(new Step.Write(bin.resolve(point.name()), scripts.of(point), true));
      }
    }
  }

  /** A Python string literal in ASCII: .pth files are read in the user's locale by older ones. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\'' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (c < ' ' || c > '~') {
                out.append(String.format("\\U%08x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('\'').toString();
  }
}
