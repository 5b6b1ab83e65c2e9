package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An add-on as the template writes it, with a Maven that finds what this build has just made: its
 * local repository is the one of this build, but for omnipkg's own artifacts, which are put there
 * for the test alone.
 */
final class AddOn {
  private static final String HOUSE = "org/omnipkg";
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (file|method|line|run)(?:: (\\S+))?(?: (\\S+))? -->\\n```\\w*\\n(.*?)```",
          Pattern.DOTALL);

  private final Shipped omnipkg;
  private final Path folder;
  private final Path repository;

  private AddOn(Shipped omnipkg, Path folder, Path repository) {
    this.omnipkg = omnipkg;
    this.folder = folder;
    this.repository = repository;
  }

  /** Written into a folder of this name where commands are called. */
  static AddOn write(Shipped omnipkg, String id, String folder) throws IOException {
    Path repository = repository(omnipkg.directory().resolve("m2"));
    Path template = Distribution.root().resolve("cnf/templates/new-ecosystem");
    omnipkg.call(List.of(template.toString(), "--no-install", id, folder)).ok();
    return new AddOn(omnipkg, omnipkg.directory().resolve(folder), repository);
  }

  /** One of docs/examples, copied to where commands are called, so that nothing is built there. */
  static AddOn example(Shipped omnipkg, String name) throws IOException {
    Path from = Distribution.root().resolve("docs/examples").resolve(name);
    Path folder = omnipkg.directory().resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.startsWith(from.resolve("target"))).toList()) {
        Files.copy(file, folder.resolve(from.relativize(file).toString()));
      }
    }
    Files.copy(Distribution.root().resolve("mvnw"), folder.resolve("mvnw"));
    Path repository = omnipkg.directory().resolve("m2");
    return new AddOn(
        omnipkg, folder, Files.isDirectory(repository) ? repository : repository(repository));
  }

  /** Failsafe tells its tests where the local repository of the build is. */
  private static Path repository(Path into) throws IOException {
    Path outer = Path.of(System.getProperty("localRepository"));
    links(outer, into, "org");
    links(outer.resolve("org"), into.resolve("org"), "omnipkg");
    String version = version();
    put(into, "omnipkg", version, Distribution.root(), false);
    for (String name : List.of("model", "spi", "tck")) {
      String artifact = "org.omnipkg." + name;
      put(into, artifact, version, Distribution.root().resolve("bundles/" + artifact), true);
    }
    return into;
  }

  private static void links(Path from, Path into, String except) throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> all = Files.list(from)) {
      for (Path one : all.filter(path -> !path.endsWith(except)).toList()) {
        Files.createSymbolicLink(into.resolve(one.getFileName()), one);
      }
    }
  }

  private static void put(Path into, String artifact, String version, Path module, boolean jar)
      throws IOException {
    Path place = into.resolve(HOUSE).resolve(artifact).resolve(version);
    String name = artifact + "-" + version;
    Files.createDirectories(place);
    Files.copy(module.resolve("pom.xml"), place.resolve(name + ".pom"));
    if (jar) {
      Files.copy(module.resolve("target/" + name + ".jar"), place.resolve(name + ".jar"));
    }
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("(?m)^  <version>(.*)</version>$")
            .matcher(Files.readString(Distribution.root().resolve("pom.xml")));
    version.find();
    return version.group(1);
  }

  Shipped.Said maven(String... words) {
    List<String> command = new ArrayList<>(List.of("./mvnw", "-B"));
    command.add("-Dmaven.repo.local=" + repository);
    command.addAll(List.of(words));
    String line = String.join(" ", command.stream().map(word -> "'" + word + "'").toList());
    return omnipkg.call(List.of("bash", "-c", "cd '" + folder + "' && " + line));
  }

  /** The built jar. */
  Path jar() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  /** Does what a page says: writes files, replaces methods and lines, runs commands. */
  void follow(Path page) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      String text = block.group(4);
      switch (block.group(1)) {
        case "file" -> Files.writeString(folder.resolve(block.group(2)), text);
        case "method" -> replace(folder.resolve(block.group(2)), block.group(3), true, text);
        case "line" -> replace(folder.resolve(block.group(2)), block.group(3), false, text);
        default -> {
          Shipped.Said said = omnipkg.call(List.of("bash", "-ec", "cd '" + folder + "'\n" + text));
          assertEquals(0, said.exit(), said.err());
        }
      }
    }
  }

  /** The member that the first line with its name begins, as it stands in a formatted class. */
  private static void replace(Path file, String name, boolean method, String text)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Pattern wanted = Pattern.compile("  \\w.* " + name + (method ? "\\(.*\\{" : " = .*;"));
    int from = 0;
    while (!wanted.matcher(lines.get(from)).matches()) {
      from++;
    }
    int to = from;
    while (method && !lines.get(to).equals("  }")) {
      to++;
    }
    lines.subList(from, to + 1).clear();
    lines.addAll(from, text.lines().toList());
    Files.write(file, lines);
  }
}
