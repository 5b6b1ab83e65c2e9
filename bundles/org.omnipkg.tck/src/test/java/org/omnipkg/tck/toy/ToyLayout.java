package org.omnipkg.tck.toy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/**
 * A tree holds {@code lib/NAME/…} and {@code bin/COMMAND}; a generation merges the first in its
 * farm and links the second into its own {@code bin}.
 */
public final class ToyLayout implements Layout {
  private static final String COMMANDS = "commands";

  @Override
  public String shelf() {
    return "toy";
  }

  /** {@code brick-3-linux.toy} is for one system, {@code brick-3.toy} for all. */
  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    String stem = release.pin().name().name() + "-" + release.pin().version();
    String special = stem + "-" + on.platform().os() + ".toy";
    return release.artifacts().stream()
        .filter(file -> file.filename().equals(special) || file.filename().equals(stem + ".toy"))
        .max(Comparator.comparing(file -> file.filename().length()));
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    check(node.pin(), artifact, files, contents);
    String name = node.pin().name().name();
    List<Placement> placements = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    for (Entry file : files) {
      boolean command = file.path().startsWith("bin/");
      placements.add(
          Placement.of(command ? file.path() : "lib/" + name + "/" + file.path(), file, command));
      if (command) {
        commands.add(file.path().substring("bin/".length()));
      }
    }
    placements.add(Placement.text("lib/" + name + "/INSTALLER", "omnipkg\n", false));
    String digest = artifact.hashes().getOrDefault("sha256", "").substring(0, 12);
    return new Bubble(
        name + "-" + node.pin().version() + "-" + digest, placements, Map.of(COMMANDS, commands));
  }

  @Override
  public Optional<Pin> made(PackageName name, String filename) {
    String front = name.name() + "-";
    return filename.startsWith(front) && filename.endsWith(".toy")
        ? Optional.of(new Pin(name, filename.substring(front.length()).split("[-.]", 2)[0]))
        : Optional.empty();
  }

  /** One archive, with another for whatever is large. */
  @Override
  public Packing packing(Artifact artifact) {
    return new Packing("zip", 0, Packing.Links.DROPPED, false, Map.of("large.tar", "tar"));
  }

  @Override
  public List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
    return new ToyNeighbours(trees, edges).instances();
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return new Running(
        Map.of("TOY_HOME", root.toString()), Set.of("TOY_PATH"), List.of("toy[0-9]*"));
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return new Account(facts.getOrDefault(COMMANDS, List.of()), List.of());
  }

  /**
   * File name, pin and the file {@code toy.txt} inside tell the same story, or nothing is placed.
   */
  private static void check(Pin pin, Artifact artifact, List<Entry> files, Contents contents) {
    String said =
        files.stream()
            .filter(file -> file.path().equals("toy.txt"))
            .map(file -> new String(contents.read(file), StandardCharsets.UTF_8).strip())
            .findFirst()
            .orElse("nothing");
    String stem = pin.name().name() + "-" + pin.version();
    if (!said.equals(pin.name().name() + " " + pin.version())
        || !artifact.filename().startsWith(stem)) {
      throw new Refusal(
          Diagnostic.outside(
              "toy.identity", "`" + artifact.filename() + "` says it is `" + said + "`", ""));
    }
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    Path lib = prefix.farm().resolve("lib");
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step.Write(
            prefix.root().resolve("toy.cfg"),
            "runtime = " + prefix.runtime().executable() + "\n",
            false));
    steps.add(new Step.Symlink(prefix.root().resolve("lib"), lib.toString()));
    List<Step.Part> parts = new ArrayList<>();
    for (Prefix.Tree tree : prefix.trees()) {
      // A folder that something is written to must be real, or the write would reach the store.
      Set<String> real = tree.requested() ? Set.of(tree.node().pin().name().name()) : Set.of();
      parts.add(new Step.Part(tree.path().resolve("lib"), real));
    }
    steps.add(new Step.Merge(lib, parts, Set.of()));
    Set<String> taken = new HashSet<>();
    for (Prefix.Tree tree : prefix.trees()) {
      if (tree.requested()) {
        Path mark = lib.resolve(tree.node().pin().name().name()).resolve("REQUESTED");
        steps.add(new Step.Write(mark, "", false));
      }
      for (String command : tree.facts().getOrDefault(COMMANDS, List.of())) {
        if (taken.add(command)) {
          steps.add(
              new Step.Hardlink(
                  prefix.root().resolve("bin").resolve(command),
                  tree.path().resolve("bin").resolve(command)));
        }
      }
    }
    return steps;
  }
}
