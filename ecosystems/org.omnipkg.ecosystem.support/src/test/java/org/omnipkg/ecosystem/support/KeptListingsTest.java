package org.omnipkg.ecosystem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.tck.CannedDesk;

class KeptListingsTest {
  private static final KeptListings.Limits WIDE = new KeptListings.Limits(1 << 20, 100);

  @TempDir Path scratch;

  private final List<String> read = new ArrayList<>();

  private static Listing listing(String name) {
    return Listing.empty(new PackageName("toy", name));
  }

  private void keep(KeptListings kept, String name) {
    byte[] form = name.getBytes(StandardCharsets.UTF_8);
    kept.keep("place of " + name, "one", listing(name), form, new CannedDesk(scratch));
  }

  private Optional<Listing> find(KeptListings kept, String name, String document) {
    return kept.find(
        "place of " + name,
        document,
        form -> {
          read.add(new String(form, StandardCharsets.UTF_8));
          return document.equals("one") ? Optional.of(listing(name)) : Optional.empty();
        },
        new CannedDesk(scratch));
  }

  private KeptListings listings(KeptListings.Limits limits) {
    return new KeptListings("listings", limits);
  }

  @Test
  void what_is_in_memory_is_not_read() {
    KeptListings kept = listings(WIDE);
    keep(kept, "a");
    assertEquals(Optional.of(listing("a")), find(kept, "a", "one"));
    assertEquals(List.of(), read);
  }

  @Test
  void another_process_reads_the_short_form_once() {
    keep(listings(WIDE), "a");
    KeptListings other = listings(WIDE);
    assertEquals(Optional.of(listing("a")), find(other, "a", "one"));
    assertEquals(Optional.of(listing("a")), find(other, "a", "one"));
    assertEquals(List.of("a"), read);
  }

  @Test
  void another_document_at_the_place_has_no_listing_here() {
    KeptListings kept = listings(WIDE);
    keep(kept, "a");
    assertEquals(Optional.empty(), find(kept, "a", "two"));
    assertEquals(Optional.empty(), find(kept, "b", "one"));
  }

  @Test
  void where_room_is_short_the_eldest_go_to_disk_alone() {
    KeptListings kept = listings(new KeptListings.Limits(2, 0));
    keep(kept, "a");
    keep(kept, "b");
    keep(kept, "c");
    find(kept, "b", "one");
    find(kept, "c", "one");
    assertEquals(List.of(), read);
    assertEquals(Optional.of(listing("a")), find(kept, "a", "one"));
    assertEquals(List.of("a"), read);
  }

  @Test
  void nothing_but_short_forms_is_left_on_disk() throws IOException {
    KeptListings kept = listings(WIDE);
    keep(kept, "a");
    keep(kept, "a");
    try (Stream<Path> all = Files.walk(new CannedDesk(scratch).cache("listings"))) {
      assertEquals(1, all.filter(Files::isRegularFile).count());
    }
  }
}
