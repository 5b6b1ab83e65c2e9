package org.omnipkg.ecosystem.ruby.internal.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

/** Each gem a gem home of its own in the store; a generation is a gem home of links to them. */
public final class RubyLayout implements Layout {
  private static final Packing GEM =
      new Packing("tar", 0, Packing.Links.COPIED, true, Map.of(Gem.DATA, "tar.gz"));

  private static final String ENDING = ".gem";

  @Override
  public String shelf() {
    return "rb";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return Fit.choose(release.artifacts(), on);
  }

  @Override
  public Optional<Pin> made(PackageName name, String filename) {
    String front = name.name() + "-";
    if (!filename.startsWith(front) || !filename.endsWith(ENDING)) {
      return Optional.empty();
    }
    String[] parts =
        filename.substring(front.length(), filename.length() - ENDING.length()).split("-", 2);
    return Optional.of(new Pin(name, parts[0], parts.length > 1 ? parts[1] : ""));
  }

  @Override
  public Packing packing(Artifact artifact) {
    return GEM;
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return new GemTree(Gem.open(node, artifact, files, contents)).bubble(artifact);
  }

  @Override
  public Account account(Map<String, List<String>> facts) {
    return GemFacts.of(facts).account();
  }

  @Override
  public Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return new Home(root, runtime).running(environment);
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return new RubyPrefix(prefix).steps();
  }
}
