package org.omnipkg.ecosystem.node.internal.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.ecosystem.node.internal.project.NodeProject;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.Children;

/** Holds our tree against the lock file npm makes of the same requirements. */
final class Agreement implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TARBALL = Pattern.compile("\\{tarball:(.*)\\}");
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final LiveDesk desk;
  private final IndexFacts facts;
  private final Target target;

  Agreement(LiveDesk desk) {
    this.desk = desk;
    this.facts = new IndexFacts(desk);
    String node = LiveDesk.say(desk.directory(), "node", "--version").substring(1);
    String npm = LiveDesk.say(desk.directory(), "npm", "--version");
    this.target =
        new Target(
            new Platform(
                "linux", System.getProperty("os.arch").replace("amd64", "x86_64"), "glibc", ""),
            List.of(
                new Runtime(
                    "node",
                    "node",
                    node,
                    Path.of("/usr/bin/node"),
                    Path.of("/usr"),
                    "path",
                    Map.of("npm", npm))));
  }

  /**
   * What came of one set.
   *
   * @param ours place to version; {@code error} when there is none
   * @param oursMillis time spent solving, facts at hand
   */
  record Verdict(
      String name,
      Map<String, String> ours,
      Map<String, String> theirs,
      long oursMillis,
      long theirsMillis) {
    boolean samePlaces() {
      return ours.equals(theirs);
    }

    boolean samePackages() {
      return packages(ours).equals(packages(theirs));
    }

    List<String> differences() {
      TreeSet<String> places = new TreeSet<>(ours.keySet());
      places.addAll(theirs.keySet());
      List<String> lines = new ArrayList<>();
      for (String place : places) {
        String our = ours.getOrDefault(place, "-");
        String their = theirs.getOrDefault(place, "-");
        if (!our.equals(their)) {
          lines.add(place + ": ours " + our + ", npm's " + their);
        }
      }
      return lines;
    }
  }

  static TreeSet<String> packages(Map<String, String> places) {
    TreeSet<String> packages = new TreeSet<>();
    places.forEach(
        (place, version) ->
            packages.add(place.replaceFirst("^(.*/)?node_modules/", "") + "@" + version));
    return packages;
  }

  Verdict compare(String name, List<String> words, Map<String, String> overrides) {
    List<String> sorted =
        words.stream()
            .map(this::filled)
            .sorted(Comparator.comparing(Agreement::nameOf, Collation.ORDER))
            .toList();
    Map<String, String> theirs;
    long begin = System.nanoTime();
    theirs = npm(name, sorted, overrides);
    long theirsMillis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    // as they are read of the package.json that npm was given
    Map<String, String> read = new NodeProject().read(folder(name), desk).overrides();
    Map<String, String> ours = ours(sorted, read);
    begin = System.nanoTime();
    ours(sorted, read);
    long oursMillis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    return new Verdict(name, ours, theirs, oursMillis, theirsMillis);
  }

  /** With the address of the package where its place is asked for. */
  private String filled(String words) {
    return TARBALL
        .matcher(words)
        .replaceAll(
            found -> LiveDesk.say(desk.directory(), "npm", "view", found.group(1), "dist.tarball"));
  }

  private static String nameOf(String words) {
    int at = words.indexOf('@', 1);
    return at < 0 ? words : words.substring(0, at);
  }

  private Map<String, String> ours(List<String> words, Map<String, String> overrides) {
    return places(words.stream().map(w -> new NodeGrammar().parse(w)).toList(), overrides);
  }

  /** Place to version, of all platforms. */
  Map<String, String> places(List<Dependency> roots, Map<String, String> overrides) {
    Problem problem =
        new Problem(
            "node",
            roots,
            List.of(),
            target,
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            overrides);
    Map<String, String> places = new TreeMap<>();
    try {
      TreeSolver.Grown grown = TreeSolver.grow(problem, roots, facts, desk);
      for (Place place : grown.root().all()) {
        Pack pack = place.pack();
        if (place.failure() != null && place.parent() == grown.root()) {
          return new TreeMap<>(Map.of("error", Story.needed(place).diagnostic().code()));
        }
        if (pack != null && !place.isTop() && place.target == null) {
          places.put(place.location(), pack.pin().version());
        }
      }
    } catch (Torn torn) {
      places.put("error", "peer conflict");
    } catch (Refusal e) {
      places.put("error", e.diagnostic().code());
    }
    return places;
  }

  private Path folder(String name) {
    return desk.cache("npm").resolve(name.replaceAll("[^A-Za-z0-9-]", "_"));
  }

  private Map<String, String> npm(String name, List<String> words, Map<String, String> overrides) {
    Path folder = folder(name);
    try {
      ObjectNode manifest = JSON.createObjectNode();
      manifest.put("name", "agreement").put("version", "1.0.0").put("private", true);
      ObjectNode dependencies = manifest.putObject("dependencies");
      for (String word : words) {
        String key = nameOf(word);
        dependencies.put(
            key, word.length() == key.length() ? "*" : word.substring(key.length() + 1));
      }
      if (!overrides.isEmpty()) {
        ObjectNode rules = manifest.putObject("overrides");
        overrides.forEach(
            (path, value) -> {
              ObjectNode at = rules;
              String[] pieces = path.split(">");
              for (int i = 0; i < pieces.length - 1; i++) {
                JsonNode next = at.get(pieces[i]);
                at = next instanceof ObjectNode object ? object : at.putObject(pieces[i]);
              }
              at.put(pieces[pieces.length - 1], value);
            });
      }
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
      Path file = folder.resolve("package.json");
      Path lock = folder.resolve("package-lock.json");
      Path error = folder.resolve("error.txt");
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.createDirectories(folder);
        Files.deleteIfExists(lock);
        Files.deleteIfExists(error);
        Files.writeString(file, text);
      }
      if (!Files.exists(lock) && !Files.exists(error)) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("npm_config_cache", desk.cache("npm-cache").toString());
        Desk.Output output =
            Children.run(
                new Desk.Command(
                    List.of(
                        "npm",
                        "install",
                        "--package-lock-only",
                        "--ignore-scripts",
                        "--prefer-offline"),
                    folder,
                    environment,
                    Optional.empty(),
                    PATIENCE,
                    Optional.empty()));
        if (output.exit() != 0) {
          Files.writeString(error, output.err());
        }
      }
      Map<String, String> places = new TreeMap<>();
      if (Files.exists(error)) {
        places.put("error", reason(Files.readString(error)));
        return places;
      }
      JSON.readTree(lock.toFile())
          .get("packages")
          .fields()
          .forEachRemaining(
              entry -> {
                JsonNode value = entry.getValue();
                if (!entry.getKey().isEmpty()
                    && !value.path("link").asBoolean()
                    && !value.path("inBundle").asBoolean()) {
                  places.put(entry.getKey(), value.path("version").asText());
                }
              });
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(String said) {
    if (said.contains("ERESOLVE")) {
      return "peer conflict";
    }
    return said.contains("ETARGET")
        ? "resolve.unknown-version"
        : said.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    facts.close();
  }

  String versions() {
    Runtime node = target.runtimes().get(0);
    return "npm " + node.fact("npm") + " on Node " + node.version();
  }
}
