package org.omnipkg.ecosystem.python.internal.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The metadata of a wheel that lies on this machine. */
final class LocalWheel {
  /** More than any honest description; a zip bomb's share. */
  static final int LARGEST = 16 << 20;

  private LocalWheel() {}

  static boolean isMetadata(String entry) {
    int slash = entry.indexOf('/');
    return slash > 0
        && entry.startsWith(".dist-info/METADATA", slash - ".dist-info".length())
        && entry.length() == slash + "/METADATA".length();
  }

  static byte[] metadata(Path wheel) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      Optional<? extends ZipEntry> entry =
          zip.stream().filter(e -> isMetadata(e.getName())).findFirst();
      if (entry.isEmpty()) {
        throw new ZipException("it has no METADATA");
      }
      try (InputStream in = zip.getInputStream(entry.get())) {
        return in.readNBytes(LARGEST);
      }
    }
  }
}
