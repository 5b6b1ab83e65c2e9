package org.example.omnipkg.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/** Javas that are here: located by looking, understood by their own settings. None is obtained. */
@Component(property = Ecosystem.ID + "=maven")
public final class JavaRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern SETTING = Pattern.compile("\\s*(java\\.[a-z.]+) = (.*)");
  private static final String TOOLS = "tools";
  private static final List<String> KNOWN =
      List.of("java", "javac", "jar", "javadoc", "javap", "jdeps", "jshell", "jlink", "keytool");

  /** The commands of a Java that stand in an environment's {@code bin}. */
  static List<String> tools(Runtime runtime) {
    String tools = runtime.fact(TOOLS);
    return tools.isEmpty() ? List.of("java") : List.of(tools.split(" "));
  }

  @Override
  public List<Candidate> locate(Desk desk) {
    Map<Path, String> found = new LinkedHashMap<>();
    Map<String, String> environment = desk.environment();
    String home = environment.getOrDefault("JAVA_HOME", "");
    if (!home.isEmpty()) {
      keep(Path.of(home, "bin", "java"), "path", found);
    }
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (entry.startsWith("/") && !entry.endsWith("/shims")) {
        keep(Path.of(entry, "java"), "path", found);
      }
    }
    for (Path jvm : children(Path.of("/usr/lib/jvm"))) {
      keep(jvm.resolve("bin/java"), "system", found);
    }
    String user = environment.getOrDefault("HOME", "");
    if (user.startsWith("/")) {
      for (Path jvm : children(Path.of(user, ".sdkman/candidates/java"))) {
        keep(jvm.resolve("bin/java"), "path", found);
      }
      for (Path jvm : children(Path.of(user, ".asdf/installs/java"))) {
        keep(jvm.resolve("bin/java"), "asdf", found);
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    found.forEach((java, origin) -> candidates.add(new Candidate(java, origin, Map.of())));
    return candidates;
  }

  private static void keep(Path executable, String origin, Map<Path, String> found) {
    if (Files.isRegularFile(executable) && Files.isExecutable(executable)) {
      try {
        found.putIfAbsent(executable.toRealPath(), origin);
      } catch (IOException e) {
        found.putIfAbsent(executable.toAbsolutePath(), origin);
      }
    }
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    children.sort(null);
    return children;
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path named = candidate.executable();
    Path executable = Files.isDirectory(named) ? named.resolve("bin/java") : named;
    List<String> argv =
        List.of(executable.toString(), "-Xshare:auto", "-XshowSettings:properties", "-version");
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv,
                  Path.of("/"),
                  candidate.environment(),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      return output.exit() == 0
          ? read(output.err() + output.out(), executable, candidate)
          : Optional.empty();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static Optional<Runtime> read(String text, Path executable, Candidate candidate) {
    Map<String, String> settings = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches()) {
        settings.put(setting.group(1), setting.group(2).strip());
      }
    }
    String version = settings.getOrDefault("java.version", "").replaceFirst("^1\\.8\\.0_?", "8.0.");
    Path home = Path.of(settings.getOrDefault("java.home", ""));
    if (!version.matches("[0-9]+(\\.[0-9]+)*([.-].*)?") || !home.isAbsolute()) {
      return Optional.empty();
    }
    Path java = home.resolve("bin/java");
    Map<String, String> facts = new HashMap<>();
    facts.put("vendor", settings.getOrDefault("java.vendor", ""));
    facts.put(
        TOOLS,
        String.join(
            " ",
            KNOWN.stream()
                .filter(tool -> Files.isExecutable(home.resolve("bin").resolve(tool)))
                .toList()));
    candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
    return Optional.of(
        new Runtime(
            MavenGrammar.ID,
            "java",
            version,
            Files.isExecutable(java) ? java : executable,
            home,
            candidate.origin(),
            facts));
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return List.of();
  }

  @Override
  public String advice() {
    return "install a JDK (`apt install openjdk-17-jdk-headless`, SDKMAN, Adoptium), or name one:"
        + " `omnipkg runtime add java@/path/to/bin/java`";
  }

  @Override
  public boolean matches(String version, String wanted) {
    return wanted.isEmpty() ? version.matches("[0-9.]+") : admits(wanted, version);
  }

  /** Whether a range of Javas, or a beginning of a version, takes one. */
  static boolean admits(String range, String version) {
    if (range.isEmpty() || version.equals(range) || version.startsWith(range + ".")) {
      return true;
    }
    return Range.of(range).filter(r -> !r.isVersion() && r.admits(version)).isPresent();
  }
}
