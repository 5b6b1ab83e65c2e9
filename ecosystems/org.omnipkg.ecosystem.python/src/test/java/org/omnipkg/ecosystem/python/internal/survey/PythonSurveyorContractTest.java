package org.omnipkg.ecosystem.python.internal.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Trace;
import org.omnipkg.tck.SurveyorContract;

class PythonSurveyorContractTest extends SurveyorContract {
  private static final String SITE = "lib/python3.11/site-packages/";
  private static final String INFO = "sand-7.0.dist-info/";

  @Override
  protected Surveyor surveyor() {
    return new PythonSurveyor();
  }

  @Override
  protected Prefix generation(Path below) throws IOException {
    Path root = Files.createDirectories(below.resolve("gens/0001"));
    Files.createDirectories(root.resolve(SITE));
    Path tree = below.resolve("store/py/brick-1.0");
    Files.createDirectories(tree.resolve("lib/py/site-packages/brick"));
    Files.writeString(tree.resolve("lib/py/site-packages/brick/__init__.py"), "");
    Pin pin = new Pin(new PackageName("python", "brick"), "1.0");
    Map<String, List<String>> facts =
        Map.of(
            "dist-info",
            List.of("brick-1.0.dist-info"),
            "top",
            List.of("brick", "brick-1.0.dist-info"));
    Node node = new Node("brick", pin, Optional.empty(), Set.of(), "default");
    return new Prefix(
        root,
        Files.createDirectories(below.resolve("farm/0001")),
        Targets.linux311().runtimes().get(0),
        List.of(new Prefix.Tree(node, tree, facts, true)),
        Optional.empty());
  }

  @Override
  protected Target other() {
    return Targets.linux("3.12.1", "cp312", "cp312");
  }

  @Override
  protected Pin installed() {
    return new Pin(new PackageName("python", "sand"), "7.0");
  }

  /** Writes files by path and text, and says what has come since. */
  private static List<Trace> put(Prefix into, Map<String, String> files) throws IOException {
    Set<Path> before = Set.copyOf(all(into));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = into.root().resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<Trace> traces = new ArrayList<>();
    for (Path path : all(into)) {
      if (!before.contains(path)) {
        String name = into.root().relativize(path) + (Files.isDirectory(path) ? "/" : "");
        traces.add(new Trace(Trace.Kind.ADDED, Trace.Place.PREFIX, name));
      }
    }
    return traces;
  }

  private static List<Path> all(Prefix prefix) throws IOException {
    try (Stream<Path> files = Files.walk(prefix.root())) {
      return files.sorted().toList();
    }
  }

  @Override
  protected List<Trace> install(Prefix into) throws IOException {
    String record =
        Stream.of("METADATA", "WHEEL", "INSTALLER", "RECORD")
            .map(name -> INFO + name + ",,\n")
            .reduce("sand.py,,\n", String::concat);
    return put(
        into,
        Map.of(
            SITE + INFO + "METADATA", "Name: sand\nVersion: 7.0\n\nfine\n",
            SITE + INFO + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n",
            SITE + INFO + "INSTALLER", "pip\n",
            SITE + INFO + "RECORD", record,
            SITE + "sand.py", "grains = 7\n"));
  }

  @Override
  protected String installer() {
    return "pip";
  }

  @Override
  protected List<Trace> remove(Prefix from) {
    return Stream.of("brick", "brick-1.0.dist-info")
        .map(name -> "lib/py/site-packages/" + name)
        .map(path -> new Trace(Trace.Kind.REMOVED, Trace.Place.FARM, path))
        .toList();
  }

  @Override
  protected List<Trace> drop(Prefix into) throws IOException {
    return put(into, Map.of(SITE + "mine.py", "x = 1\n"));
  }

  @Override
  protected List<Trace> litter(Prefix into) throws IOException {
    return put(into, Map.of(SITE + "__pycache__/x.cpython-311.pyc", ""));
  }
}
