package org.omnipkg.fetch.internal.practice;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnipkg.api.Removal;

/** Folders of rehearsals, named by their process; those of processes that are gone are swept. */
final class Leavings {
  private Leavings() {}

  /** A new folder, in one that is made for it. */
  static Path begin(Path all) throws IOException {
    Files.createDirectories(all);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path one : folders) {
        String owner = String.valueOf(one.getFileName()).replaceFirst("-.*", "");
        if (!owner.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
          Removal.of(one);
        }
      }
    }
    return Files.createTempDirectory(all, ProcessHandle.current().pid() + "-");
  }
}
