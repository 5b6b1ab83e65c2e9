package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/**
 * A crate's tree is its folder as Cargo's vendoring leaves it. A generation has a vendor folder of
 * links to all its crates, and the programs that were built of them in {@code bin}.
 */
final class CargoLayout implements Layout {
  /** Folder of a finished tree with the programs. */
  static final String BIN = ".omnipkg/bin";

  /** Folder of a generation with a link for every crate. */
  static final String VENDOR = "cargo/vendor";

  static final String PROGRAMS = "programs";

  private static final Packing PACKING =
      new Packing("tar.gz", 1, Packing.Links.REFUSED, true, Map.of());
  private static final Set<String> TOOLS = Set.of("cargo", "rustc", "rustdoc");
  private static final TomlMapper TOML = new TomlMapper();

  @Override
  public String shelf() {
    return "cargo";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(artifact -> artifact.format().equals(SparseIndex.FORMAT))
        .min(Comparator.comparing(Artifact::filename));
  }

  @Override
  public Packing packing(Artifact artifact) {
    return PACKING;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    List<Placement> placements = new ArrayList<>();
    JsonNode manifest = TOML.createObjectNode();
    Set<String> paths = new HashSet<>();
    for (Entry entry : files) {
      if (entry.path().equals("Cargo.toml")) {
        manifest = manifest(contents.read(entry), artifact);
      }
      if (!entry.path().startsWith(".omnipkg/") && !entry.path().equals(".cargo-checksum.json")) {
        placements.add(Placement.of(entry.path(), entry, entry.executable()));
        paths.add(entry.path());
      }
    }
    String name = manifest.path("package").path("name").asText();
    String version = manifest.path("package").path("version").asText();
    if (!name.equals(node.pin().name().name()) || !version.equals(node.pin().version())) {
      throw new Refusal(
          Diagnostic.outside(
                  "metadata.inconsistent",
                  "`" + artifact.filename() + "` holds another crate than its name says",
                  "tell whoever publishes `" + node.pin().name().name() + "`")
              .with(List.of("its Cargo.toml says `" + name + " " + version + "`")));
    }
    String checksum = artifact.hashes().getOrDefault("sha256", "");
    placements.add(
        Placement.text(
            ".cargo-checksum.json", "{\"files\":{},\"package\":\"" + checksum + "\"}", false));
    Map<String, List<String>> facts = new HashMap<>();
    facts.put("crate", List.of(name));
    facts.put(PROGRAMS, List.copyOf(programs(manifest, name, paths)));
    return new Bubble(key(node, checksum, files), placements, facts);
  }

  private static JsonNode manifest(byte[] text, Artifact artifact) {
    try {
      return TOML.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "metadata.malformed",
              "the Cargo.toml of `" + artifact.filename() + "` cannot be read",
              "another version may do"),
          e);
    }
  }

  /** Names of the programs it says it has, and of those that lie where programs do. */
  private static Set<String> programs(JsonNode manifest, String name, Set<String> paths) {
    Set<String> programs = new TreeSet<>();
    for (JsonNode bin : manifest.path("bin")) {
      if (bin.path("required-features").isEmpty()) {
        programs.add(bin.path("name").asText());
      }
    }
    if (manifest.path("package").path("autobins").asBoolean(true)) {
      if (paths.contains("src/main.rs") && manifest.path("bin").isEmpty()) {
        programs.add(name);
      }
      for (String path : paths) {
        if (path.matches("src/bin/[^/]+\\.rs")) {
          programs.add(path.substring("src/bin/".length(), path.length() - ".rs".length()));
        } else if (path.matches("src/bin/[^/]+/main\\.rs")) {
          programs.add(path.split("/", -1)[2]);
        }
      }
    }
    programs.removeIf(program -> !program.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*"));
    programs.removeAll(TOOLS);
    return programs;
  }

  private static String key(Node node, String checksum, List<Entry> files) {
    String digest = checksum;
    if (digest.isEmpty()) {
      digest = files.stream().map(f -> f.digest().sha256()).sorted().findFirst().orElse("empty");
    }
    String name = node.pin().name().name() + "-" + node.pin().version();
    return name.replaceAll("[^A-Za-z0-9.+_-]", "_")
        + "-"
        + digest.substring(0, Math.min(12, digest.length()));
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    List<String> programs = facts.getOrDefault(PROGRAMS, List.of());
    return new Account(
        programs, programs.isEmpty() ? List.of("a library: it brings no command") : List.of());
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    List<Step> steps = new ArrayList<>();
    Path bin = prefix.root().resolve("bin");
    Path tools = prefix.runtime().home().resolve("bin");
    for (String tool : new TreeSet<>(TOOLS)) {
      steps.add(new Step.Symlink(bin.resolve(tool), tools.resolve(tool).toString()));
    }
    Path vendor = prefix.root().resolve(VENDOR);
    Set<String> linked = new HashSet<>();
    Set<String> commands = new HashSet<>();
    for (Prefix.Tree tree : prefix.trees()) {
      String name = tree.node().pin().name().name() + "-" + tree.node().pin().version();
      if (linked.add(name)) {
        steps.add(new Step.Symlink(vendor.resolve(name), tree.path().toString()));
      }
      if (CargoSolver.isProgram(tree.node())) {
        for (String program : tree.facts().getOrDefault(PROGRAMS, List.of())) {
          if (commands.add(program)) {
            Path built = tree.path().resolve(BIN).resolve(program);
            steps.add(new Step.Symlink(bin.resolve(program), built.toString()));
          }
        }
      }
    }
    return List.copyOf(steps);
  }
}
