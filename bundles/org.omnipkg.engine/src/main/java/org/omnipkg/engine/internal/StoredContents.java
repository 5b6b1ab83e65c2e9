package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.omnipkg.model.Entry;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;

/** Reads what was just stored: whole files verified, parts as they lie. */
record StoredContents(Store store) implements Layout.Contents {
  @Override
  public byte[] read(Entry entry) {
    try {
      return store.read(entry.digest(), entry.executable());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(Entry entry, long offset, int length) {
    Path object = store.object(entry.digest(), entry.executable()).orElseThrow();
    try (FileChannel channel = FileChannel.open(object, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      long position = offset;
      int count = channel.read(buffer, position);
      while (count > 0 && buffer.hasRemaining()) {
        position += count;
        count = channel.read(buffer, position);
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
