package org.omnipkg.archive.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The compressions a tar comes in. Bytes behind the last stream are an error in each. */
final class Decompression {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_MEMORY_KIB = 256 << 10;

  private Decompression() {}

  static InputStream open(Path archive, String format) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
    try {
      return open(file, format);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  static InputStream open(InputStream file, String format) throws IOException {
    return switch (format) {
      case "tar" -> file;
      case "gz", "tar.gz" ->
          GzipCompressorInputStream.builder()
              .setInputStream(file)
              .setBufferSize(BUFFER)
              .setDecompressConcatenated(true)
              .get();
      case "tar.bz2" -> new BZip2CompressorInputStream(file, true);
      case "tar.xz" ->
          XZCompressorInputStream.builder()
              .setInputStream(file)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(MOST_MEMORY_KIB)
              .get();
      default -> throw Reason.UNSUPPORTED.whole("`" + format + "` is no archive format we read");
    };
  }
}
