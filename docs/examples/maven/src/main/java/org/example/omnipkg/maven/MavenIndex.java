package org.example.omnipkg.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.repository.metadata.io.xpp3.MetadataXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.graph.Dependency;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;

/** {@code maven-metadata.xml} for the versions, the effective POM for what one needs. */
final class MavenIndex implements PackageIndex {
  @Override
  public Listing releases(PackageName name, Desk desk) {
    Optional<Coordinates> of = Coordinates.of(name.name());
    Optional<Repositories.Found> found = of.flatMap(new Repositories(desk)::metadata);
    if (found.isEmpty()) {
      return Listing.empty(name);
    }
    Source source = found.get().source();
    List<Release> releases = new ArrayList<>();
    versions(found.get()).stream()
        .distinct()
        .filter(version -> !version.endsWith("-SNAPSHOT"))
        .sorted(new MavenVersions())
        .forEach(version -> releases.add(release(new Pin(name, version), source)));
    return new Listing(name, releases, Map.of(), Map.of(), source.label());
  }

  private static List<String> versions(Repositories.Found found) {
    try {
      return new MetadataXpp3Reader()
          .read(new ByteArrayInputStream(found.body()), false)
          .getVersioning()
          .getVersions();
    } catch (IOException | XmlPullParserException | NullPointerException e) {
      throw new Refusal(
          Diagnostic.outside(
              "index.unreadable",
              "the repository `" + found.source().label() + "` answered with what nobody can read",
              "try again; if it stays so, tell whoever runs it"),
          e);
    }
  }

  private static Release release(Pin pin, Source source) {
    Coordinates of = Coordinates.known(pin.name().name());
    return new Release(
        pin,
        Optional.empty(),
        Optional.empty(),
        MavenVersions.isRehearsal(pin.version()),
        Condition.ALWAYS,
        "",
        List.of(Repositories.unverified(source, of, pin.version())));
  }

  @Override
  public Optional<Release> unlisted(Pin pin, Desk desk) {
    return Coordinates.of(pin.name().name())
        .flatMap(of -> new Repositories(desk).holding(of, pin.version()))
        .map(source -> release(pin, source));
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    Coordinates of = Coordinates.known(release.pin().name().name());
    try (Collecting maven = new Collecting(new Repositories(desk), desk)) {
      List<org.omnipkg.model.Dependency> needs = new ArrayList<>();
      for (Dependency one : maven.declared(of, release.pin().version())) {
        if (!one.isOptional() && Set.of("compile", "runtime", "").contains(one.getScope())) {
          Coordinates its = Collecting.coordinates(one.getArtifact());
          String version = one.getArtifact().getVersion();
          needs.add(MavenGrammar.dependency(its, version, Tie.NEEDS, its + "@" + version));
        }
      }
      return Answer.of(
          new Manifest(release.pin(), Map.of("", needs), "", Certainty.STATED, Set.of()));
    }
  }
}
