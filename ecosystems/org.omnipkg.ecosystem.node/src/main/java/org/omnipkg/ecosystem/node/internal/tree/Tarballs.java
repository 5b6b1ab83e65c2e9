package org.omnipkg.ecosystem.node.internal.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.node.internal.git.GitPackages;
import org.omnipkg.ecosystem.node.internal.index.TarballManifest;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** Packages named by the address of their tarball: fetched, digested, asked what they are. */
final class Tarballs {
  /** Fact of an artifact: the place that was asked for, where that moves. */
  static final String ASKED = "asked";

  /** Fact of an artifact: see {@link Desk#download}. */
  static final String NAMED = "named";

  /** Source of what is in no registry. */
  static final String DIRECT = "direct";

  private static final int ABBREVIATED = 12;

  private final Desk desk;

  Tarballs(Desk desk) {
    this.desk = desk;
  }

  /** The package at the place a demand names, and no other. */
  Pack read(Dependency dependency) {
    if (OwnFolders.is(dependency)) {
      return OwnFolders.read(dependency);
    }
    URI place = dependency.direct().orElseThrow();
    String scheme = String.valueOf(place.getScheme());
    String path = String.valueOf(place.getPath());
    boolean local = scheme.equals("file");
    Optional<Repository> repository = Repository.at(place);
    boolean possible =
        repository.isPresent()
            || local && path.startsWith("/") && path.matches("(?i).*\\.(tgz|tar\\.gz)")
            || (scheme.equals("http") || scheme.equals("https")) && !path.endsWith(".git");
    if (!possible) {
      throw new Refusal(
          Diagnostic.user(
              "requirement.unsupported",
              "`" + dependency.target().name() + "` is to come from a place that is no registry",
              "name a release of the registry, or a tarball by its whole address"));
    }
    String named = path.substring(path.lastIndexOf('/') + 1);
    Artifact bare =
        repository
            .map(asked -> committed(dependency, asked, place))
            .orElseGet(
                () ->
                    file(
                        named.isEmpty() ? "no-name.tgz" : named,
                        place,
                        Map.of(),
                        local ? Map.of() : Map.of(NAMED, "true")));
    Path file = local ? Path.of(place) : desk.download(bare);
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          Diagnostic.user(
              "requirement.file-unreadable", "there is no file `" + named + "` at that place", ""));
    }
    Artifact artifact =
        file(
            bare.filename(),
            bare.location(),
            Map.of("sha512", sha512(file)),
            repository.isPresent() ? bare.facts() : Map.of());
    return TarballManifest.read(file, artifact)
        .filter(read -> read.release().pin().name().equals(dependency.target()))
        .map(read -> Pack.of(read.release(), read.manifest(), artifact, DIRECT))
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "npm.identity",
                        "the tarball `"
                            + named
                            + "` is not the package `"
                            + dependency.target().name()
                            + "`",
                        "look into its `package.json`")));
  }

  /** The commit that a branch or a tag stands at now. */
  private Artifact committed(Dependency dependency, Repository asked, URI place) {
    String name = dependency.target().name();
    Repository fixed = new GitPackages().fixed(asked, desk);
    String file = Names.flat(name) + "-" + fixed.wanted().substring(0, ABBREVIATED) + ".tar";
    return file(file, fixed.location().orElseThrow(), Map.of(), Map.of(ASKED, place.toString()));
  }

  private static Artifact file(
      String name, URI place, Map<String, String> hashes, Map<String, String> facts) {
    return new Artifact(name, "npm", place, hashes, OptionalLong.empty(), facts);
  }

  private static String sha512(Path file) {
    try {
      return Digests.hex(file, Digests.named("SHA-512"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
