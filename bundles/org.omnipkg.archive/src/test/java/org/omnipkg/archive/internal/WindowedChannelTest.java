package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowedChannelTest {
  @TempDir private Path folder;

  @Test
  void what_is_read_is_what_the_file_has_there_wherever_and_however_much() throws Exception {
    Random random = new Random(1);
    byte[] content = new byte[300_000];
    random.nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    try (WindowedChannel channel = new WindowedChannel(FileChannel.open(file))) {
      for (int i = 0; i < 2000; i++) {
        int from = random.nextInt(content.length);
        ByteBuffer into = ByteBuffer.allocate(1 + random.nextInt(i % 10 == 0 ? 200_000 : 100));
        channel.position(from);
        int got = channel.read(into);
        assertEquals(from + got, channel.position());
        assertArrayEquals(
            Arrays.copyOfRange(content, from, from + got), Arrays.copyOf(into.array(), got));
      }
      channel.position(content.length);
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
    }
  }
}
