package org.omnipkg.engine.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;

/**
 * An artifact that lies on this machine, by how it looked: it is read where it lies, and what was
 * read counts as long as it looks so. A file changed a moment ago may change again without looking
 * otherwise, and is not taken.
 */
record Lying(Path file, long inode, long size, FileTime modified, FileTime changed) {
  static final Duration SETTLED = Duration.ofSeconds(2);
  private static final String SEEN = "unix:ino,size,lastModifiedTime,ctime,isRegularFile";

  static Optional<Lying> of(Artifact artifact, Instant now) {
    URI location = artifact.location();
    boolean vouched = artifact.hashes().isEmpty() || artifact.hashes().containsKey("sha256");
    if (!"file".equals(location.getScheme()) || !vouched) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(location.getPath());
      if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        return Optional.empty();
      }
      return look(file).filter(seen -> settled(seen.modified, now) && settled(seen.changed, now));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean settled(FileTime time, Instant now) {
    return time.toInstant().plus(SETTLED).isBefore(now);
  }

  private static Optional<Lying> look(Path file) throws IOException {
    Map<String, Object> seen = Files.readAttributes(file, SEEN);
    return Boolean.TRUE.equals(seen.get("isRegularFile"))
            && seen.get("ino") instanceof Long inode
            && seen.get("size") instanceof Long size
            && seen.get("lastModifiedTime") instanceof FileTime modified
            && seen.get("ctime") instanceof FileTime changed
        ? Optional.of(new Lying(file, inode, size, modified, changed))
        : Optional.empty();
  }

  /** Whether it still looks as it did. */
  boolean unchanged() {
    try {
      return look(file).filter(this::equals).isPresent();
    } catch (IOException gone) {
      return false;
    }
  }
}
