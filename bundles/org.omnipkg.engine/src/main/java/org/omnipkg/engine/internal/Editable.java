package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;

/**
 * A project that an environment runs from the user's own folder: its place has {@code #editable}
 * behind it, in words and locks as well.
 */
final class Editable {
  private static final String MARK = "editable";

  /** What is put behind a place. */
  static final String SUFFIX = "#" + MARK;

  private Editable() {}

  /** The folder, if a place is one that is to be run from. */
  static Optional<Path> folder(URI place) {
    return "file".equals(place.getScheme()) && MARK.equals(place.getFragment())
        ? Optional.of(Path.of(place.getPath()))
        : Optional.empty();
  }

  /** The folder an installed artifact leads to. */
  static Optional<Path> of(Artifact built) {
    return BuiltFrom.archive(built).map(Artifact::location).flatMap(Editable::folder);
  }

  /** What is to be built of a folder. */
  static Artifact source(String name, URI folder) {
    URI place = URI.create(folder.toString().replaceFirst("/$", "") + SUFFIX);
    return new Artifact(
        name + "-folder.tar", "sdist", place, Map.of(), OptionalLong.empty(), Map.of());
  }
}
