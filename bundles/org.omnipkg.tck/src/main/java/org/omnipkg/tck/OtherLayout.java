package org.omnipkg.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
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

/** A layout that does what another does; extend it to change a little of it. */
public class OtherLayout implements Layout {
  /** The other one. */
  protected final Layout sound;

  public OtherLayout(Layout sound) {
    this.sound = sound;
  }

  @Override
  public String shelf() {
    return sound.shelf();
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return sound.choose(release, on);
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return sound.place(node, artifact, files, contents, on);
  }

  @Override
  public Optional<Pin> made(PackageName name, String filename) {
    return sound.made(name, filename);
  }

  @Override
  public Packing packing(Artifact artifact) {
    return sound.packing(artifact);
  }

  @Override
  public List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
    return sound.instances(trees, edges, on);
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return sound.running(root, runtime, environment);
  }

  @Override
  public List<Desk.Tool> tools(Runtime runtime) {
    return sound.tools(runtime);
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return sound.account(facts);
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return sound.prefix(prefix);
  }
}
