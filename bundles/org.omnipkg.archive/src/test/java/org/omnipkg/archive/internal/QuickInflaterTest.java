package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where the library does not run there is nothing to hold it against, and {@code zlib} does all.
 */
class QuickInflaterTest {
  private static final int TIMES = 2_000;
  private static final int PIECE = 700;

  private final Optional<QuickInflater> quick = QuickInflater.create();
  private final Random random = new Random(7);

  @AfterEach
  void close() {
    quick.ifPresent(QuickInflater::close);
  }

  private byte[] content(int length, int letters) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) random.nextInt(letters);
    }
    return content;
  }

  /** As {@link Inflating} asks, a piece at a time. */
  private static boolean inflate(
      QuickInflater inflater, byte[] packed, int length, byte[] into, int size) {
    byte[] room = new byte[into.length];
    int told = 0;
    inflater.reset();
    for (int at = 0; at < length; at += PIECE) {
      int got = inflater.inflate(packed, at, Math.min(PIECE, length - at), room);
      if (got < 0 || told + got > size) {
        return false;
      }
      System.arraycopy(room, 0, into, told, got);
      told += got;
    }
    return told == size;
  }

  private static byte[] packed(byte[] content, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length * 2 + 100];
    int length = 0;
    while (!deflater.finished()) {
      length += deflater.deflate(packed, length, packed.length - length);
    }
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  @Test
  void it_is_there_on_linux_and_macos_of_the_usual_processors() {
    boolean usual = System.getProperty("os.arch").matches("amd64|x86_64");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean glibc = !Files.exists(Path.of("/etc/alpine-release"));
    boolean expected = usual && (system.startsWith("mac") || system.startsWith("linux") && glibc);
    assertEquals(expected, quick.isPresent());
  }

  @Test
  void what_it_says_it_inflated_is_what_was_packed() {
    int done = 0;
    for (int time = 0; time < TIMES; time++) {
      byte[] content = content(random.nextInt(20_000), 1 + time % 256);
      byte[] packed = packed(content, time % 10, time % 3);
      byte[] into = new byte[content.length + 1];
      if (quick.isPresent() && inflate(quick.get(), packed, packed.length, into, content.length)) {
        done++;
        assertArrayEquals(content, Arrays.copyOf(into, content.length));
      }
    }
    assertEquals(quick.isPresent() ? TIMES : 0, done);
  }

  @Test
  void another_length_than_the_one_claimed_is_not_said_to_be_inflated() {
    quick.ifPresent(
        inflater -> {
          for (int time = 0; time < TIMES; time++) {
            byte[] content = content(2 + random.nextInt(5_000), 40);
            byte[] packed = packed(content, 6, Deflater.DEFAULT_STRATEGY);
            int wrong = content.length + (time % 2 == 0 ? -1 : 1);
            byte[] into = new byte[wrong + 1];
            assertFalse(inflate(inflater, packed, packed.length, into, wrong));
          }
        });
  }

  @Test
  void eight_bytes_behind_the_end_are_not_overlooked_nor_is_content_that_is_missing() {
    quick.ifPresent(
        inflater -> {
          for (int time = 0; time < TIMES; time++) {
            byte[] content = content(100 + random.nextInt(5_000), 40);
            byte[] packed = packed(content, 6, Deflater.DEFAULT_STRATEGY);
            byte[] into = new byte[content.length + 1];
            byte[] longer = Arrays.copyOf(packed, packed.length + 8 + random.nextInt(9));
            assertFalse(inflate(inflater, longer, longer.length, into, content.length));
            Arrays.fill(into, (byte) 0);
            if (inflate(inflater, packed, packed.length - 1 - time % 9, into, content.length)) {
              assertArrayEquals(content, Arrays.copyOf(into, content.length));
            }
          }
        });
  }

  @Test
  void damage_ends_neither_in_a_failure_nor_in_later_errors() {
    quick.ifPresent(
        inflater -> {
          for (int time = 0; time < TIMES * 5; time++) {
            byte[] content = content(1 + random.nextInt(3_000), 40);
            byte[] packed = packed(content, 6, Deflater.DEFAULT_STRATEGY);
            byte[] damaged = packed.clone();
            for (int bit = 0; bit <= time % 3; bit++) {
              damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] into = new byte[content.length + 1];
            inflate(inflater, damaged, damaged.length, into, content.length);
            assertTrue(inflate(inflater, packed, packed.length, into, content.length));
          }
        });
  }
}
