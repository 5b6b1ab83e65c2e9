package org.omnipkg.fetch.internal.vfs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder of this machine, listed without a virtual file system: it is asked for every name of a
 * solve.
 */
public final class LocalFolder {
  private LocalFolder() {}

  /** The files in it; empty when the address is not that of a folder here that can be read. */
  public static Optional<List<URI>> children(URI location) {
    if (!"file".equals(location.getScheme())) {
      return Optional.empty();
    }
    List<URI> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(location))) {
      for (Path one : all) {
        if (Files.isRegularFile(one)) {
          found.add(one.toUri());
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    found.sort(Comparator.naturalOrder());
    return Optional.of(List.copyOf(found));
  }
}
