package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.spi.Layout;

/** A folder of the user's own in an environment: linked as it is, never copied nor stored. */
final class LinkedFolder {
  private LinkedFolder() {}

  static Optional<Path> of(Node node) {
    return node.artifact().filter(LinkedFolder::is).map(one -> Path.of(one.location()));
  }

  static boolean is(Artifact artifact) {
    return artifact.format().equals(Layout.FOLDER)
        && "file".equals(artifact.location().getScheme());
  }

  /** Whether a requirement names a folder, whose needs may be others each time. */
  static boolean isNamed(Dependency dependency) {
    Optional<URI> file = dependency.direct().filter(direct -> "file".equals(direct.getScheme()));
    return file.filter(direct -> direct.getPath() != null)
        .map(direct -> Path.of(direct.getPath()))
        .filter(Files::isDirectory)
        .isPresent();
  }
}
