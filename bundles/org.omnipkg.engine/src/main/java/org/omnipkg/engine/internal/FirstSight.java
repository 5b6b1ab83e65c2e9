package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;

/**
 * Files that words name by their address alone: the digest is taken when the address is named, and
 * held from then on, as a branch is held to its commit.
 */
record FirstSight(HouseDesk desk) {
  private static final Pattern OPEN = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGEST =
      Pattern.compile("(?:^|&)(?:sha256|sha384|sha512)[=:][0-9a-fA-F]+");

  /** Whether nothing but the address says which file is meant. */
  static boolean isMeant(URI place) {
    String fragment = place.getFragment() == null ? "" : place.getFragment();
    return OPEN.matcher(place.toString()).matches() && !DIGEST.matcher(fragment).find();
  }

  /** The address with the digest that one of these packages, or what it was built from, had. */
  static Optional<URI> had(URI place, List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> node.artifact().stream())
        .map(artifact -> BuiltFrom.archive(artifact).orElse(artifact))
        .filter(artifact -> bare(artifact.location()).equals(bare(place)))
        .flatMap(artifact -> Optional.ofNullable(artifact.hashes().get("sha256")).stream())
        .findFirst()
        .map(sha256 -> with(place, sha256));
  }

  /**
   * The address with the digest of what lies there now, which does not come a second time.
   *
   * @throws org.omnipkg.model.Refusal {@code fetch.no-hash} over an open line
   */
  URI now(URI place) {
    Path file =
        desk.download(
            new Artifact(
                Landing.name(place),
                "",
                place,
                Map.of(),
                OptionalLong.empty(),
                Map.of(Fetcher.NAMED, "true")));
    try {
      URI held = with(place, Sha256.of(file));
      desk.landing().share(file, held);
      return held;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bare(URI place) {
    return place.toString().replaceFirst("#.*$", "").replaceFirst("://[^/@]*@", "://");
  }

  private static URI with(URI place, String sha256) {
    String before = place.getRawFragment() == null ? "#" : "&";
    return URI.create(place + before + "sha256=" + sha256);
  }
}
