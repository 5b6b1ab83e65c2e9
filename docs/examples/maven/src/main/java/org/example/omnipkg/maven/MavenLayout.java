package org.example.omnipkg.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/**
 * A jar is a tree of one file. A generation has all its jars in {@code java/lib}; commands run in
 * it find them by {@code CLASSPATH}, and its {@code java} finds them by itself.
 */
final class MavenLayout implements Layout {
  private static final String MAIN = "main";
  private static final String LIB = "java/lib";

  /** Tools that read the class path. */
  private static final Set<String> READING = Set.of("java", "javac", "jshell");

  @Override
  public String shelf() {
    return "maven";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(artifact -> artifact.format().equals(Repositories.FORMAT))
        .min(Comparator.comparing(Artifact::filename));
  }

  @Override
  public Packing packing(Artifact artifact) {
    return Packing.WHOLE;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    List<Placement> placements = new ArrayList<>();
    Map<String, List<String>> facts = new HashMap<>();
    facts.put("file", List.of(artifact.filename()));
    for (Entry entry : files) {
      placements.add(Placement.of(artifact.filename(), entry, false));
      if (artifact.filename().endsWith(".jar")) {
        byte[] jar = contents.read(entry);
        packed(jar, node, artifact);
        mainClass(jar).ifPresent(main -> facts.put(MAIN, List.of(main)));
      }
    }
    return new Bubble(key(node, artifact, files), placements, facts);
  }

  private static String key(Node node, Artifact artifact, List<Entry> files) {
    String digest =
        artifact
            .hashes()
            .getOrDefault("sha256", files.isEmpty() ? "" : files.get(0).digest().sha256());
    String name = node.pin().name().name() + "-" + node.pin().version();
    return name.replaceAll("[^A-Za-z0-9.+_-]", "_")
        + "-"
        + digest.substring(0, Math.min(12, digest.length()));
  }

  /** A page that says it found nothing is no jar, whatever its name. */
  private static void packed(byte[] jar, Node node, Artifact artifact) {
    if (jar.length < 2 || jar[0] != 'P' || jar[1] != 'K') {
      throw new Refusal(
          Diagnostic.outside(
              "metadata.malformed",
              "`" + artifact.filename() + "` is no jar",
              "tell whoever publishes `" + node.pin().name().name() + "`"));
    }
  }

  /** What its manifest names, wherever in the jar that lies. */
  private static Optional<String> mainClass(byte[] jar) {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          Attributes main = new Manifest(in).getMainAttributes();
          return Optional.ofNullable(main.getValue(Attributes.Name.MAIN_CLASS)).map(String::strip);
        }
      }
    } catch (IOException | RuntimeException e) {
      // what the Java of the user makes of it is another question
      return Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return new Account(
        List.of(),
        facts.getOrDefault(MAIN, List.of()).stream()
            .map(main -> "`omnipkg exec java " + main + "` runs it")
            .toList());
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    String own = root.resolve(LIB) + "/*";
    String theirs = environment.getOrDefault("CLASSPATH", "");
    return new Running(
        Map.of(
            "CLASSPATH",
            theirs.isEmpty() ? own : own + ":" + theirs,
            "JAVA_HOME",
            runtime.home().toString()),
        Set.of(),
        List.of());
  }

  /** The tool with the class path, also where nobody runs it by {@code omnipkg exec}. */
  private static String door(Path tool, Path root) {
    return """
    #!/bin/sh
    own='@OWN@/*'
    case ":$CLASSPATH:" in
      *":$own:"*) ;;
      *) CLASSPATH="$own${CLASSPATH:+:$CLASSPATH}" && export CLASSPATH ;;
    esac
    exec '@TOOL@' "$@"
    """
        .replace("@OWN@", quoted(root.resolve(LIB)))
        .replace("@TOOL@", quoted(tool));
  }

  /** For between single quotes of a shell. */
  private static String quoted(Path path) {
    return path.toString().replace("'", "'\\''");
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    List<Step> steps = new ArrayList<>();
    Path bin = prefix.root().resolve("bin");
    for (String tool : JavaRuntimes.tools(prefix.runtime())) {
      Path target = prefix.runtime().home().resolve("bin").resolve(tool);
      steps.add(
          READING.contains(tool)
              ? new Step.Write(bin.resolve(tool), door(target, prefix.root()), true)
              : new Step.Symlink(bin.resolve(tool), target.toString()));
    }
    Map<String, Path> jars = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Prefix.Tree tree : prefix.trees()) {
      for (String file : tree.facts().getOrDefault("file", List.of())) {
        if (file.endsWith(".jar")) {
          String group = Coordinates.known(tree.node().pin().name().name()).group();
          // two groups may have an artifact of one name
          jars.put(taken.add(file) ? file : group + "." + file, tree.path().resolve(file));
        }
      }
    }
    jars.forEach(
        (name, jar) -> steps.add(new Step.Hardlink(prefix.root().resolve(LIB).resolve(name), jar)));
    return List.copyOf(steps);
  }
}
