package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.index.Fit;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/** Packages as Node looks for them: shared instances, each beside what it needs. */
public final class NodeLayout implements Layout {
  /** A tarball of npm: one folder around everything, whatever its name. */
  private static final Packing TARBALL =
      new Packing("tar.gz", 1, Packing.Links.DROPPED, true, Map.of());

  /** What a repository gives. */
  private static final Packing PLAIN = new Packing("tar", 1, Packing.Links.DROPPED, true, Map.of());

  private final boolean flat;

  /**
   * @param flat whether every environment is laid out as npm does it
   */
  public NodeLayout(boolean flat) {
    this.flat = flat;
  }

  /** What the machine's variables say. */
  public static NodeLayout of(Map<String, String> environment) {
    return new NodeLayout(environment.getOrDefault(Hoisting.VARIABLE, "").equals("hoisted"));
  }

  @Override
  public String shelf() {
    return "node";
  }

  /** A release has one tarball for all; whether it fits is said by the release. */
  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.usable().holds(on)
        ? Tarball.best(release.artifacts()).filter(file -> isFor(file, on))
        : Optional.empty();
  }

  private static boolean isFor(Artifact file, Target on) {
    String when = file.facts().getOrDefault(Artifact.WHEN, "");
    return when.isEmpty() || Fit.read(when).holds(on);
  }

  @Override
  public Packing packing(Artifact artifact) {
    return artifact.filename().endsWith(".tar") ? PLAIN : TARBALL;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return new PackageTree(node, artifact, files, contents).bubble();
  }

  @Override
  public List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
    return Hoisting.wanted(flat, trees) ? List.of() : new Instances(trees, edges).all();
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return new Variables(root, runtime).running(environment);
  }

  /** Node's own npm comes first; one from a registry has none beside it. */
  @Override
  public List<Desk.Tool> tools(Runtime runtime) {
    return NpmClient.script(runtime.home()).isPresent()
        ? List.of()
        : List.of(
            new Desk.Tool(
                Names.ECOSYSTEM, NpmClient.suitable(runtime.version()), NpmClient.COMMAND));
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return TreeFacts.of(facts).account();
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return new NodePrefix(prefix, Hoisting.wanted(flat, prefix.trees())).steps();
  }
}
