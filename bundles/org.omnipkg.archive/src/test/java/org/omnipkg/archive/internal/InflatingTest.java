package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

class InflatingTest {
  private static final int MILLION = 1_000_000;

  @TempDir Path folder;

  private final Random random = new Random(3);

  private byte[] letters(int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(9));
    }
    return text;
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  private static byte[] packed(byte[] content, int strategy) {
    Deflater deflater = new Deflater(6, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + 1000];
    int length = 0;
    while (!deflater.finished()) {
      length += deflater.deflate(packed, length, packed.length - length);
    }
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  private byte[] read(byte[] packed, byte[] content, boolean bounded) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    Path file = Files.write(folder.resolve("packed"), packed);
    try (Inflating inflating = new Inflating(new Inflating.Spares());
        FileChannel channel = FileChannel.open(file)) {
      Supplier<Packed> raw = () -> new Packed(channel, 0, packed.length);
      ZipContent.Zipped entry =
          new ZipContent.Zipped("a", true, bounded, content.length, sum.getValue());
      Budget budget = new Budget(Rules.wheel(), packed.length, Progress.SILENT);
      // The tools of one entry serve the next.
      new ZipContent(entry, raw, inflating, budget).readAllBytes();
      return new ZipContent(entry, raw, inflating, budget).readAllBytes();
    }
  }

  private void comesOut(byte[] content, int strategy) throws IOException {
    byte[] packed = packed(content, strategy);
    assertArrayEquals(content, read(packed, content, true));
    assertArrayEquals(content, read(packed, content, false));
  }

  @Test
  void content_of_any_length_comes_out_as_it_went_in() throws IOException {
    for (int length : new int[] {0, 1, 1 << 15, (1 << 20) - 1, 1 << 20, 5 * MILLION}) {
      comesOut(letters(length), Deflater.DEFAULT_STRATEGY);
    }
  }

  @Test
  void long_runs_in_the_middle_come_out_too() throws IOException {
    byte[] zeros = new byte[40 * MILLION];
    comesOut(joined(letters(3 * MILLION), zeros, letters(MILLION)), Deflater.DEFAULT_STRATEGY);
  }

  @Test
  void codes_of_other_packers_come_out_too() throws IOException {
    comesOut(letters(3 * MILLION), Deflater.HUFFMAN_ONLY);
    comesOut(letters(3 * MILLION), Deflater.FILTERED);
  }

  private String refused(byte[] packed, byte[] content, boolean bounded) {
    return assertThrows(Refusal.class, () -> read(packed, content, bounded))
        .diagnostic()
        .toString();
  }

  @Test
  void damage_in_the_middle_is_told_alike_by_both_ways_of_reading() throws IOException {
    byte[] content = letters(3 * MILLION);
    byte[] packed = packed(content, Deflater.DEFAULT_STRATEGY);
    for (int time = 0; time < 30; time++) {
      byte[] damaged = packed.clone();
      damaged[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
      assertEquals(refused(damaged, content, false), refused(damaged, content, true));
    }
  }

  @Test
  void more_packed_bytes_than_are_needed_are_told_alike() throws IOException {
    byte[] content = letters(MILLION);
    byte[] packed = packed(content, Deflater.DEFAULT_STRATEGY);
    for (int more : new int[] {8, 1 << 14, 1 << 15, 1 << 17}) {
      byte[] longer = joined(packed, letters(more));
      assertEquals(refused(longer, content, false), refused(longer, content, true));
    }
  }

  @Test
  void another_size_than_the_one_claimed_is_told_alike() throws IOException {
    byte[] content = letters(2 * MILLION);
    byte[] packed = packed(content, Deflater.DEFAULT_STRATEGY);
    byte[] shorter = Arrays.copyOf(content, MILLION);
    byte[] longer = Arrays.copyOf(content, 3 * MILLION);
    assertEquals(refused(packed, shorter, false), refused(packed, shorter, true));
    assertEquals(refused(packed, longer, false), refused(packed, longer, true));
  }
}
