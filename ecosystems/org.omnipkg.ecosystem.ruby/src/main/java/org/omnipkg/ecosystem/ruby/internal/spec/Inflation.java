package org.omnipkg.ecosystem.ruby.internal.spec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Small packed documents, opened with a limit. */
public final class Inflation {
  private Inflation() {}

  public static byte[] gunzip(byte[] packed, int limit) throws IOException {
    return all(new GZIPInputStream(new ByteArrayInputStream(packed)), limit);
  }

  /** The form of {@code .rz} files. */
  public static byte[] inflate(byte[] packed, int limit) throws IOException {
    return all(new InflaterInputStream(new ByteArrayInputStream(packed)), limit);
  }

  private static byte[] all(InputStream stream, int limit) throws IOException {
    try (stream) {
      byte[] bytes = stream.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new Unreadable("unpacks to more than " + limit + " bytes");
      }
      return bytes;
    }
  }
}
