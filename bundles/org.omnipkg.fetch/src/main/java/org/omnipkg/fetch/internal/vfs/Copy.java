package org.omnipkg.fetch.internal.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.vfs2.FileContent;
import org.apache.commons.vfs2.FileObject;
import org.omnipkg.model.Progress;

/** Makes a local folder the same as another place. */
final class Copy {
  private final Progress progress;

  Copy(Progress progress) {
    this.progress = progress;
  }

  void of(FileObject folder, Path into) throws IOException {
    Files.createDirectories(into);
    Set<Path> kept = new HashSet<>();
    for (FileObject child : folder.getChildren()) {
      progress.checkpoint();
      Path here = into.resolve(child.getName().getBaseName());
      if (!into.equals(here.normalize().getParent())) {
        throw new IOException("a name leads out of its folder");
      }
      boolean isFolder = child.isFolder();
      if (Files.isDirectory(here, LinkOption.NOFOLLOW_LINKS) != isFolder) {
        remove(here);
      }
      if (isFolder) {
        of(child, here);
      } else if (child.isFile()) {
        file(child, here);
      } else {
        continue;
      }
      kept.add(here);
    }
    try (Stream<Path> all = Files.list(into)) {
      for (Path gone : all.filter(path -> !kept.contains(path)).toList()) {
        remove(gone);
      }
    }
  }

  private void file(FileObject file, Path here) throws IOException {
    FileContent content = file.getContent();
    // whole seconds: that is all SFTP and archives know
    FileTime time = FileTime.fromMillis(content.getLastModifiedTime() / 1000 * 1000);
    if (Files.isRegularFile(here, LinkOption.NOFOLLOW_LINKS)
        && Files.size(here) == content.getSize()
        && Files.getLastModifiedTime(here).equals(time)) {
      return;
    }
    Path staged = here.resolveSibling(here.getFileName() + ".part");
    try (InputStream in = content.getInputStream()) {
      Files.copy(in, staged, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setLastModifiedTime(staged, time);
    Files.move(staged, here, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> children;
      try (Stream<Path> all = Files.list(path)) {
        children = all.toList();
      }
      for (Path child : children) {
        remove(child);
      }
    }
    Files.deleteIfExists(path);
  }
}
