package org.omnipkg.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Packing;

/** Artifacts that are used as they come. */
class WholeTest {
  private static final byte[] BYTES = "PK and whatever else".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_file_that_is_not_opened_is_one_entry_of_one_name() throws IOException {
    Path file = Files.write(folder.resolve("some.jar"), BYTES);
    List<byte[]> seen = new ArrayList<>();
    List<Entry> entries =
        new SafeUnpacker()
            .stream(
                file,
                Rules.of(Packing.WHOLE),
                (path, executable, content) -> {
                  byte[] all = content.readAllBytes();
                  seen.add(all);
                  return new Digest("0".repeat(64), all.length);
                },
                Progress.SILENT);
    assertEquals(
        List.of(new Entry(Packing.FILE, new Digest("0".repeat(64), BYTES.length), false)), entries);
    assertArrayEquals(BYTES, seen.get(0));
  }

  @Test
  void one_that_is_too_large_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("some.jar"), BYTES);
    Rules small = new Rules(Packing.FILE, false, false, false, 0, 5, 5);
    assertThrows(
        Refusal.class,
        () ->
            new SafeUnpacker()
                .stream(
                    file,
                    small,
                    (path, executable, content) ->
                        new Digest("0".repeat(64), content.readAllBytes().length),
                    Progress.SILENT));
  }
}
