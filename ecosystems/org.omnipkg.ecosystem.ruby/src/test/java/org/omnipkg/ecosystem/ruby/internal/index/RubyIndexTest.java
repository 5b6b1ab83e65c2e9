package org.omnipkg.ecosystem.ruby.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.ecosystem.ruby.internal.Small;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Parcel;

class RubyIndexTest {
  private static final PackageName PEBBLE = new PackageName("ruby", "pebble");
  private static final PackageName FOO = new PackageName("ruby", "foo");

  @TempDir Path scratch;

  private CannedDesk older(String base) {
    return Small.served(new CannedDesk(scratch), base).source("older", base, Source.Form.INDEX);
  }

  private CannedDesk folder() {
    String place = Small.folder().resolve("gems").toUri().toString();
    String page =
        List.of("1.2.0", "1.10.0", "1.10.0-java", "2.0.0.rc1").stream()
            .map(v -> "<a href=\"" + place + "pebble-" + v + ".gem\">x</a>")
            .collect(Collectors.joining("\n"));
    return new CannedDesk(scratch)
        .document(place, "text/html", page)
        .source("gems-1", place, Source.Form.FLAT);
  }

  private static Listing listed(PackageName name, CannedDesk desk) {
    return new RubyIndex().releases(name, desk);
  }

  private static List<String> pins(Listing listing) {
    return listing.releases().stream()
        .map(r -> r.pin().version() + "/" + r.pin().variant())
        .toList();
  }

  private static List<String> needs(Listing listing, int release) {
    return listing
        .manifests()
        .get(listing.releases().get(release).pin())
        .features()
        .get("")
        .stream()
        .map(Dependency::text)
        .toList();
  }

  private static void hasThePebbles(Listing listing) {
    assertEquals(List.of("1.2.0/", "1.10.0/", "1.10.0/java", "2.0.0.rc1/"), pins(listing));
    assertEquals(List.of("rock ~> 2.2, >= 2.2.4", "sand"), needs(listing, 1));
    assertEquals(List.of("boulder = 1"), needs(listing, 2));
    assertEquals(">= 2.5, < 4", listing.releases().get(1).runtimeRange());
    assertTrue(listing.releases().get(3).prerelease());
    assertTrue(listing.releases().get(1).usable().holds(Rubies.ruby31()));
    assertFalse(listing.releases().get(1).usable().holds(Rubies.ruby("2.4.9")));
    assertFalse(listing.releases().get(2).usable().holds(Rubies.ruby31()));
    assertTrue(listing.releases().get(2).usable().holds(Rubies.jruby()));
  }

  @Test
  void the_older_index_tells_the_same_as_the_gems_in_a_folder() {
    hasThePebbles(listed(PEBBLE, older("https://older.example/")));
    hasThePebbles(listed(PEBBLE, folder()));
  }

  @Test
  void the_older_index_knows_nothing_of_an_unknown_name() {
    PackageName name = new PackageName("ruby", "gravel");
    assertEquals(Listing.empty(name), listed(name, older("https://older.example/")));
  }

  @Test
  void a_place_with_no_index_at_all_is_refused_rather_than_empty() {
    CannedDesk desk =
        new CannedDesk(scratch).source("wrong", "https://wrong.example/", Source.Form.INDEX);
    Refusal refusal = assertThrows(Refusal.class, () -> listed(PEBBLE, desk));
    assertEquals("index.no-gems", refusal.diagnostic().code());
    assertFalse(refusal.diagnostic().toString().contains("wrong.example"));
  }

  @Test
  void a_folder_is_an_index_when_it_has_the_lists_of_one(@TempDir Path folder) throws Exception {
    assertFalse(new RubyIndex().isIndex(folder));
    for (String list : List.of("versions", "specs.4.8.gz")) {
      Files.createFile(folder.resolve(list));
      assertTrue(new RubyIndex().isIndex(folder), list);
      Files.delete(folder.resolve(list));
    }
  }

  @Test
  void digests_of_the_older_index_are_taken_at_first_sight_and_held() {
    CannedDesk desk = older("https://older.example/");
    String digest = Parcel.sha256(Small.bytes("gems/pebble-1.2.0.gem"));
    assertEquals(Map.of("sha256", digest), first(listed(PEBBLE, desk)));
    desk.document("https://older.example/gems/pebble-1.2.0.gem", "", "changed since");
    assertEquals(Map.of("sha256", digest), first(listed(PEBBLE, desk)));
  }

  @Test
  void from_an_open_line_no_digest_is_taken() {
    assertEquals(Map.of(), first(listed(PEBBLE, older("http://older.example/"))));
    assertEquals(
        1, first(listed(PEBBLE, older("http://127.0.0.1:8808/"))).size(), "from this machine");
  }

  private static Map<String, String> first(Listing listing) {
    return listing.releases().get(0).artifacts().get(0).hashes();
  }

  private CannedDesk compact(String lines) {
    return new CannedDesk(scratch)
        .document("https://index.example/info/foo", "text/plain", "---\n" + lines)
        .source("default", "https://index.example/", Source.Form.INDEX);
  }

  @Test
  void a_line_of_the_compact_index_states_platform_digest_and_needs() {
    String sum = CompactIndexContractTest.SUM;
    Listing listing =
        listed(
            FOO,
            compact(
                "1.0-x86_64-linux-gnu bar:>= 1&< 2|checksum:"
                    + sum
                    + ",ruby:>= 2.7&< 3.2.dev,rubygems:> 1.3.1,created_at:2024-05-01T10:00:00Z"));
    Release release = listing.releases().get(0);
    assertEquals("x86_64-linux-gnu", release.pin().variant());
    assertEquals("foo-1.0-x86_64-linux-gnu.gem", release.artifacts().get(0).filename());
    assertEquals(
        "https://index.example/gems/foo-1.0-x86_64-linux-gnu.gem",
        release.artifacts().get(0).location().toString());
    assertEquals(sum, release.artifacts().get(0).hashes().get("sha256"));
    assertEquals("2024-05-01T10:00:00Z", release.published().orElseThrow().toString());
    assertEquals(List.of("bar >= 1, < 2"), needs(listing, 0));
    assertTrue(release.usable().holds(Rubies.ruby31()));
    assertFalse(release.usable().holds(Rubies.ruby("3.2.0")));
  }

  @Test
  void lines_nobody_can_read_are_no_releases() {
    Listing listing =
        listed(
            FOO,
            compact(
                "1.0 |checksum:x\nx.y |\n2.0-../../evil |\n3.0 ../evil:>= 0|\n4.0 bar:~~ 1|\n5.0 |"));
    assertEquals(List.of("1.0/", "5.0/"), pins(listing));
    assertEquals(Map.of(), first(listing));
  }

  @Test
  void an_index_that_lacks_the_name_leaves_it_to_the_next() {
    CannedDesk desk =
        compact("1.0 |").document("https://second.example/info/bar", "", "---\n2.0 |");
    desk.document("https://index.example/versions", "", "---");
    desk.source("extra-1", "https://second.example", Source.Form.INDEX);
    Listing listing = listed(new PackageName("ruby", "bar"), desk);
    assertEquals("extra-1", listing.source());
  }
}
