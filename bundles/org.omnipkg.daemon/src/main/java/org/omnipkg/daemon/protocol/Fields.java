package org.omnipkg.daemon.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a payload: u32 numbers, length-prefixed strings, counted lists. */
final class Fields {
  private Fields() {}

  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Writer number(int number) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      return this;
    }

    Writer text(String text) {
      byte[] encoded = Text.encode(text);
      number(encoded.length);
      bytes.writeBytes(encoded);
      return this;
    }

    Writer list(List<String> texts) {
      number(texts.size());
      texts.forEach(this::text);
      return this;
    }

    Writer map(Map<String, String> entries) {
      return list(entries.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }

  static final class Reader {
    private final ByteBuffer bytes;

    Reader(byte[] payload) {
      bytes = ByteBuffer.wrap(payload);
    }

    int number() throws IOException {
      try {
        return bytes.getInt();
      } catch (BufferUnderflowException e) {
        throw new IOException("payload is too short", e);
      }
    }

    String text() throws IOException {
      int length = number();
      if (length < 0 || length > bytes.remaining()) {
        throw new IOException("payload is too short");
      }
      byte[] text = new byte[length];
      bytes.get(text);
      return Text.decode(text);
    }

    List<String> list() throws IOException {
      int count = number();
      if (count < 0 || count > bytes.remaining() / Integer.BYTES) {
        throw new IOException("payload is too short");
      }
      List<String> texts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        texts.add(text());
      }
      return texts;
    }

    /** Entries without {@code =} are dropped; of equal names the first counts, as in getenv. */
    Map<String, String> map() throws IOException {
      Map<String, String> entries = new LinkedHashMap<>();
      for (String entry : list()) {
        int equals = entry.indexOf('=');
        if (equals > 0) {
          entries.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
        }
      }
      return entries;
    }
  }
}
