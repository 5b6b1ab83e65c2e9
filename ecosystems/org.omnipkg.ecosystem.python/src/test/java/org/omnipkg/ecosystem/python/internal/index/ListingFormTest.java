package org.omnipkg.ecosystem.python.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;

class ListingFormTest {
  private static final PackageName FOO = new PackageName("python", "foo");
  private static final String LONG = "ü".repeat(70_000);
  private static final IndexFile WHEEL =
      new IndexFile(
          "foo-1.0-py3-none-any.whl",
          "https://files.example/a/foo-1.0-py3-none-any.whl",
          Map.of("sha256", "0f".repeat(32), "md5", "abc"),
          ">=3.8",
          "AB".repeat(32),
          LONG,
          1L << 40,
          1_000);
  private static final IndexFile ARCHIVE =
      new IndexFile(
          "foo-1.0.tar.gz",
          "https://other.example/other-name",
          Map.of(),
          "",
          "",
          null,
          -1,
          IndexFile.UNKNOWN);

  private static byte[] form() {
    return ListingForm.write(
        "page",
        List.of(
            new ListingForm.Entry(
                "1.0", 1_000, Optional.of(LONG), true, ">=3.8", List.of(WHEEL, ARCHIVE)),
            new ListingForm.Entry(
                "2.0", IndexFile.UNKNOWN, Optional.empty(), false, "", List.of())));
  }

  private static Optional<Listing> read(byte[] form, String page) {
    return ListingForm.read(form, page, FOO, "index", new ArtifactChoice());
  }

  @Test
  void what_was_written_is_read() {
    Listing listing = read(form(), "page").orElseThrow();
    assertEquals(2, listing.releases().size());
    Release first = listing.releases().get(0);
    assertEquals(Optional.of(LONG), first.withdrawn());
    assertEquals(Optional.of(Instant.ofEpochMilli(1_000)), first.published());
    assertTrue(first.prerelease());
    Artifact wheel = first.artifacts().get(0);
    assertEquals(WHEEL.location(), wheel.location().toString());
    assertEquals(WHEEL.hashes(), wheel.hashes());
    assertEquals(WHEEL.facts(), wheel.facts());
    assertEquals(OptionalLong.of(1L << 40), wheel.size());
    assertEquals("wheel", wheel.format());
    Artifact archive = first.artifacts().get(1);
    assertEquals(ARCHIVE.location(), archive.location().toString());
    assertEquals("sdist", archive.format());
    assertEquals(Optional.empty(), listing.releases().get(1).published());
  }

  @Test
  void another_page_or_broken_bytes_are_no_listing() {
    assertTrue(read(form(), "other").isEmpty());
    for (int length : new int[] {0, 3, 40, form().length / 2, form().length - 1}) {
      assertTrue(read(Arrays.copyOf(form(), length), "page").isEmpty(), "of " + length);
    }
  }
}
