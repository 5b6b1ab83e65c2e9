package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfTest {
  private static final long ADDRESS = 0x10000;

  /** A file of a header, two program headers, a dynamic section and its strings. */
  static byte[] elf(boolean wide, ByteOrder order, int tag, String path) {
    ByteBuffer b = ByteBuffer.allocate(1024).order(order);
    b.put(
        new byte[] {
          0x7f,
          'E',
          'L',
          'F',
          (byte) (wide ? 2 : 1),
          (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1),
          1
        });
    if (wide) {
      b.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 2);
      b.putInt(64, 1).putLong(72, 0).putLong(80, ADDRESS).putLong(96, 1024);
      b.putInt(120, 2).putLong(128, 400).putLong(136, ADDRESS + 400).putLong(152, 48);
      b.putLong(400, tag).putLong(408, 1).putLong(416, 5).putLong(424, ADDRESS + 600);
    } else {
      b.putInt(28, 52).putShort(42, (short) 32).putShort(44, (short) 2);
      b.putInt(52, 1).putInt(56, 0).putInt(60, (int) ADDRESS).putInt(68, 1024);
      b.putInt(84, 2).putInt(88, 400).putInt(92, (int) ADDRESS + 400).putInt(100, 24);
      b.putInt(400, tag).putInt(404, 1).putInt(408, 5).putInt(412, (int) ADDRESS + 600);
    }
    b.position(601);
    b.put(path.getBytes(StandardCharsets.UTF_8));
    return b.array();
  }

  private static Optional<List<String>> read(byte[] file) {
    return Elf.searchPath(
        (offset, length) -> {
          int from = (int) Math.min(offset, file.length);
          return Arrays.copyOfRange(file, from, (int) Math.min((long) from + length, file.length));
        });
  }

  @ParameterizedTest
  @CsvSource({"true,true,29", "true,false,29", "false,true,29", "false,false,15", "true,true,15"})
  void the_search_path_is_read_in_every_form(boolean wide, boolean little, int tag) {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    assertEquals(
        Optional.of(List.of("$ORIGIN/../a", "/b")), read(elf(wide, order, tag, "$ORIGIN/../a:/b")));
  }

  @Test
  void other_files_are_no_elf() {
    assertEquals(Optional.empty(), read("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), read(new byte[0]));
  }

  @Test
  void a_file_cut_anywhere_has_at_most_no_path() {
    byte[] whole = elf(true, ByteOrder.LITTLE_ENDIAN, 29, "$ORIGIN/../a");
    for (int length = 64; length < 600; length++) {
      assertEquals(
          Optional.of(List.of()),
          read(Arrays.copyOf(whole, length))
              .map(p -> p.stream().filter(s -> !s.isEmpty()).toList()));
    }
  }

  @Test
  void lying_headers_are_survived() {
    byte[] file = elf(true, ByteOrder.LITTLE_ENDIAN, 29, "x");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(32, Long.MAX_VALUE);
    assertEquals(Optional.of(List.of()), read(file));
    Arrays.fill(file, 5, file.length, (byte) 0xff);
    assertEquals(Optional.of(List.of()), read(file));
  }
}
