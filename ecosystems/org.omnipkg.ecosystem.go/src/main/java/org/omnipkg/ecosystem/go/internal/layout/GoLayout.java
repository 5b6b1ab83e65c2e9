package org.omnipkg.ecosystem.go.internal.layout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/** Module trees, and a module cache of links to them beside a toolchain that knows it. */
public final class GoLayout implements Layout {
  private static final Packing ZIP = new Packing("zip", 0, Packing.Links.REFUSED, false, Map.of());

  @Override
  public String shelf() {
    return "go";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(artifact -> artifact.format().equals(ModuleFiles.FORMAT))
        .sorted(java.util.Comparator.comparing(Artifact::filename))
        .findFirst();
  }

  @Override
  public Packing packing(Artifact artifact) {
    return ZIP;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return new ModuleTree(node, artifact, files, contents).bubble();
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return ModuleFacts.of(facts).account();
  }

  @Override
  public Running running(
      java.nio.file.Path root, Runtime runtime, Map<String, String> environment) {
    return new Running(
        Map.of("GOTOOLCHAIN", "local"), java.util.Set.of("GOROOT"), List.of("go", "gofmt"));
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return new GoPrefix(prefix).steps();
  }
}
