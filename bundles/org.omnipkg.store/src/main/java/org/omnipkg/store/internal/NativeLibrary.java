package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.osgi.service.log.Logger;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's library, unpacked once for a home; the driver alone does it at every start. */
final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /** Before the first connection. Where it does not work the driver does as it always did. */
  static void prepare(Path cache, Logger log) {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    Path folder =
        cache.resolve(
            "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform.replace(' ', '-'));
    try {
      if (!Files.exists(folder.resolve(name)) && !unpack(folder, name)) {
        return;
      }
      System.setProperty(FOLDER, folder.toString());
    } catch (IOException e) {
      log.debug("the library of SQLite is not kept", e);
    }
  }

  private static boolean unpack(Path folder, String name) throws IOException {
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (in == null) {
        return false;
      }
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, name, ".tmp");
      try {
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          file.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return true;
    }
  }
}
