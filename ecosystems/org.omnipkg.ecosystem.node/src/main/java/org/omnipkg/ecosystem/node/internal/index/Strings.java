package org.omnipkg.ecosystem.node.internal.index;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts known by their numbers, each once; read when they are looked at. */
final class Strings {
  private final byte[] bytes;
  private final int start;
  private final int[] ends;
  private final @Nullable String[] read;

  private Strings(byte[] bytes, int start, int[] ends) {
    this.bytes = bytes;
    this.start = start;
    this.ends = ends;
    this.read = new String[ends.length];
  }

  /** Reads those that begin here. */
  static Strings read(ByteBuffer in) {
    int[] ends = new int[Form.many(in, 4)];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, Form.many(in, 0));
      ends[i] = end;
    }
    Strings strings = new Strings(in.array(), in.position(), ends);
    in.position(Math.addExact(in.position(), end));
    return strings;
  }

  String get(int number) {
    String known = read[number];
    if (known == null) {
      int from = number == 0 ? 0 : ends[number - 1];
      known = new String(bytes, start + from, ends[number] - from, StandardCharsets.UTF_8);
      read[number] = known;
    }
    return known;
  }

  /** Numbers texts. */
  static final class Writer {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<byte[]> texts = new ArrayList<>();

    int number(String text) {
      return numbers.computeIfAbsent(
          text,
          added -> {
            texts.add(added.getBytes(StandardCharsets.UTF_8));
            return texts.size() - 1;
          });
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(texts.size());
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] text : texts) {
        out.writeInt(text.length);
        all.writeBytes(text);
      }
      all.writeTo(out);
    }
  }
}
