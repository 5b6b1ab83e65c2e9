package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.OtherEcosystem;

/** Python's words and versions; its files lie as they came, so that any bytes are a package. */
class SmallLanguage extends OtherEcosystem implements Layout {
  /** What makes a folder an index of this language. */
  static final String INDEX = "all-there-is";

  SmallLanguage() {
    super(new PythonEcosystem());
  }

  @Override
  public Layout layout() {
    return this;
  }

  @Override
  public PackageIndex index() {
    PackageIndex real = super.index();
    return new PackageIndex() {
      @Override
      public Listing releases(PackageName name, Desk desk) {
        return real.releases(name, desk);
      }

      @Override
      public Optional<Release> unlisted(Pin pin, Desk desk) {
        return real.unlisted(pin, desk);
      }

      @Override
      public boolean isIndex(Path folder) {
        return Files.exists(folder.resolve(INDEX));
      }

      @Override
      public Answer<Manifest> manifest(Release release, Desk desk) {
        return real.manifest(release, desk);
      }
    };
  }

  @Override
  public String shelf() {
    return "small";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(file -> isFor(file.facts().getOrDefault(Artifact.WHEN, ""), on))
        .findFirst();
  }

  private static boolean isFor(String when, Target on) {
    return when.isEmpty() || when.equals(on.platform().os());
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    List<Placement> placements =
        files.stream().map(entry -> Placement.of(entry.path(), entry, false)).toList();
    return new Bubble(artifact.hashes().get("sha256"), placements, java.util.Map.of());
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return List.of();
  }
}
