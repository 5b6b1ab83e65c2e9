package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/** Intact wheel trees, and a small real prefix beside a farm of links to them. */
public final class PythonLayout implements Layout {
  private final BiFunction<Release, Target, Optional<Artifact>> choice;

  /**
   * @param choice the artifact of a release to use on a target, most specific first
   */
  public PythonLayout(BiFunction<Release, Target, Optional<Artifact>> choice) {
    this.choice = choice;
  }

  @Override
  public String shelf() {
    return "py";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return choice.apply(release, on);
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return new WheelTree(Wheel.open(node, artifact, files, contents)).bubble(node, artifact);
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return TreeFacts.of(facts).account();
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return new Running(
        Map.of("VIRTUAL_ENV", root.toString()), Set.of("PYTHONHOME"), List.of("pip[0-9.]*"));
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return new PythonPrefix(prefix).steps();
  }
}
