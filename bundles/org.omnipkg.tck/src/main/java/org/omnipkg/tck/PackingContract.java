package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;

/** What a {@link Layout} promises about how artifacts are packed. Hand over real archives. */
@Contract("Layout: how artifacts are packed")
public abstract class PackingContract {
  private static final Set<String> ARCHIVES = Set.of("zip", "tar", "tar.gz", "tar.bz2", "tar.xz");
  private static final int TAR_MAGIC = 257;
  private static final int DEEPEST = 8;

  protected abstract Layout layout();

  /** Artifacts of every format the language has, and their bytes or the beginning of them. */
  protected abstract Map<Artifact, byte[]> archives();

  private Packing packing(Artifact artifact) {
    return layout().packing(artifact);
  }

  @Test
  public void a_format_is_one_the_house_opens() {
    for (Artifact artifact : archives().keySet()) {
      String said = packing(artifact).format();
      assertTrue(
          said.equals(Packing.FILE) || ARCHIVES.contains(said),
          artifact
              + " is said to be `"
              + said
              + "`, which is neither of "
              + ARCHIVES
              + " nor "
              + Packing.FILE);
    }
  }

  @Test
  public void the_format_is_what_the_file_is() {
    archives()
        .forEach(
            (artifact, bytes) -> {
              String said = packing(artifact).format();
              assumeTrue(ARCHIVES.contains(said), "it is not opened");
              assertTrue(is(said, bytes), artifact + " is no " + said);
            });
  }

  private static boolean is(String format, byte[] bytes) {
    return switch (format) {
      case "zip" -> begins(bytes, 0, "504b0304");
      case "tar.gz" -> begins(bytes, 0, "1f8b");
      case "tar.bz2" -> begins(bytes, 0, "425a68");
      case "tar.xz" -> begins(bytes, 0, "fd377a585a00");
      default ->
          begins(
              bytes, TAR_MAGIC, HexFormat.of().formatHex("ustar".getBytes(StandardCharsets.UTF_8)));
    };
  }

  private static boolean begins(byte[] bytes, int at, String hexadecimal) {
    byte[] expected = HexFormat.of().parseHex(hexadecimal);
    return bytes.length >= at + expected.length
        && Arrays.equals(Arrays.copyOfRange(bytes, at, at + expected.length), expected);
  }

  @Test
  public void what_is_stripped_is_a_few_folders_or_none() {
    for (Artifact artifact : archives().keySet()) {
      int strip = packing(artifact).strip();
      assertTrue(strip >= 0 && strip <= DEEPEST, artifact + " strips " + strip);
    }
  }

  @Test
  public void an_archive_inside_is_named_by_a_path_below() {
    for (Artifact artifact : archives().keySet()) {
      packing(artifact)
          .inner()
          .keySet()
          .forEach(
              path -> {
                for (String part : path.split("/", -1)) {
                  assertFalse(Set.of("", ".", "..").contains(part), path);
                }
              });
    }
  }

  @Test
  public void an_archive_inside_has_a_format_the_house_opens() {
    for (Artifact artifact : archives().keySet()) {
      packing(artifact).inner().values().forEach(f -> assertTrue(ARCHIVES.contains(f), f));
    }
  }

  @Test
  public void the_same_artifact_is_packed_the_same() {
    for (Artifact artifact : archives().keySet()) {
      assertEquals(packing(artifact), packing(artifact));
    }
  }
}
