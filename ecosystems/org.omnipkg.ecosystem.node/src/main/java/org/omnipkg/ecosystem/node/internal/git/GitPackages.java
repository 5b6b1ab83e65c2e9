package org.omnipkg.ecosystem.node.internal.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.layout.Lifecycle;
import org.omnipkg.ecosystem.node.internal.pack.CommitTar;
import org.omnipkg.ecosystem.node.internal.pack.PackageFiles;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Packer;
import org.osgi.service.component.annotations.Component;

/** Commits of repositories as files of packages. */
@Component(property = Ecosystem.ID + "=node")
public final class GitPackages implements Packer {
  private static final String TAG = "refs/tags/";
  private static final String SEMVER = "semver:";

  @Override
  public boolean packs(Artifact artifact) {
    return artifact.format().equals("npm")
        && Repository.at(artifact.location()).filter(Repository::fixed).isPresent();
  }

  /** The repository at the commit that is meant now. */
  public Repository fixed(Repository asked, Desk desk) {
    if (asked.fixed()) {
      return asked;
    }
    if (asked.wanted().startsWith(SEMVER)) {
      String range = asked.wanted().substring(SEMVER.length());
      return asked.at(
          newest(range, desk.references(asked.place())).orElseThrow(() -> nothing(asked)));
    }
    return asked.at(desk.pinned(asked.place()).revision());
  }

  /** Of the tags that are versions the newest that a range admits. */
  private static Optional<String> newest(String words, Map<String, String> references) {
    Optional<Range> range = Range.of(words);
    String best = "";
    Version version = null;
    for (String reference : references.keySet()) {
      Optional<Version> read =
          reference.startsWith(TAG)
              ? Version.of(reference.substring(TAG.length()).replaceFirst("^v", ""))
              : Optional.empty();
      if (read.isPresent()
          && range.filter(r -> r.admits(read.get())).isPresent()
          && (version == null || read.get().compareTo(version) > 0)) {
        version = read.get();
        best = reference;
      }
    }
    return Optional.ofNullable(references.get(best));
  }

  @Override
  public void pack(Artifact artifact, Path into, Desk desk) {
    GitPlace place = Repository.at(artifact.location()).orElseThrow().place();
    Path whole =
        desk.download(
            new Artifact(
                "commit.tar", "tar", place.address(), Map.of(), OptionalLong.empty(), Map.of()));
    try {
      CommitTar commit = CommitTar.of(whole);
      commit.copy(chosen(commit), into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What npm would pack; all where that is known only after the authors' own script has run. */
  private static Set<String> chosen(CommitTar commit) throws IOException {
    return Lifecycle.prepared(PackageFiles.manifest(commit))
        ? commit.files()
        : PackageFiles.of(commit);
  }

  private static Refusal nothing(Repository asked) {
    return new Refusal(
        Diagnostic.user(
            "repository.unknown-revision",
            "`" + asked.shown() + "` has no tag of a version in `" + asked.wanted() + "`",
            "name a branch, a tag or a commit in full"));
  }
}
