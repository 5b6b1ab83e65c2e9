package org.omnipkg.ecosystem.node.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.OtherDesk;

class NpmListingsTest {
  private static final String ADDRESS = "https://registry.example/npm/foo";
  private static final String DOCUMENT =
      """
      {"dist-tags": {"latest": "1.10.0"}, "time": {"1.9.0": "2020-01-02T03:04:05.678Z"},
       "versions": {
        "1.10.0": {"dependencies": {"a": "^1"}, "engines": {"node": ">=4", "npm": ">=3"},
          "peerDependencies": {"p": "1", "q": "2"}, "peerDependenciesMeta": {"q": {"optional": true}},
          "bundleDependencies": ["a"], "deprecated": "old", "os": ["!win32"],
          "dist": {"tarball": "foo/-/foo-1.10.0.tgz", "shasum": "%s"}},
        "1.9.0": {"optionalDependencies": {"a": "^1"},
          "dist": {"tarball": "foo/-/foo-1.9.0.tgz"}},
        "2.0.0-rc.1": {"dist": {"tarball": "foo/-/foo-2.0.0-rc.1.tgz"}},
        "nonsense": {"dist": {"tarball": "foo/-/foo-n.tgz"}}}}
      """
          .formatted("0123456789".repeat(4));

  @TempDir Path scratch;

  /** A desk with a cache: what was fetched once is known by its digest. */
  private static final class Caching extends OtherDesk {
    private final Map<Ask, Reply> cached = new HashMap<>();
    int fetched;

    Caching(Desk desk) {
      super(desk);
    }

    @Override
    public Reply fetch(Ask ask) {
      fetched++;
      Reply reply = super.fetch(ask);
      reply
          .body()
          .ifPresent(
              body ->
                  cached.put(
                      ask,
                      new Reply(
                          200,
                          reply.location(),
                          Map.of(DIGEST, Digests.hex(body)),
                          Optional.empty())));
      return reply;
    }

    @Override
    public Optional<Reply> kept(Ask ask) {
      return Optional.ofNullable(cached.get(ask));
    }
  }

  private Caching desk(String source, String document) {
    return new Caching(
        new CannedDesk(scratch)
            .source("default", source, Source.Form.INDEX)
            .document(source + "/foo", "", document));
  }

  private Caching desk() {
    return desk("https://registry.example/npm", DOCUMENT);
  }

  private static Listing ask(NpmRegistry registry, Desk desk) {
    return registry.releases(Names.of("foo"), desk);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(new CannedDesk(scratch).cache("npm-listings"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_document_that_was_read_is_not_read_again() {
    Caching desk = desk();
    NpmRegistry registry = new NpmRegistry();
    Listing first = ask(registry, desk);
    assertEquals(first, ask(registry, desk));
    assertEquals(1, desk.fetched);
  }

  @Test
  void another_process_finds_all_that_the_document_said() {
    Caching desk = desk();
    Listing first = ask(new NpmRegistry(), desk);
    Listing second = ask(new NpmRegistry(), desk);
    assertEquals(1, desk.fetched);
    assertEquals(first, second);
    assertEquals(
        List.of("1.9.0", "1.10.0", "2.0.0-rc.1"),
        second.releases().stream().map(release -> release.pin().version()).toList());
    assertEquals("old", second.releases().get(1).withdrawn().orElseThrow());
    assertEquals(ADDRESS + "/-/foo-1.9.0.tgz", location(second));
  }

  private static String location(Listing listing) {
    return listing.releases().get(0).artifacts().get(0).location().toString();
  }

  @Test
  void a_damaged_form_is_made_anew() throws IOException {
    Caching desk = desk();
    Listing first = ask(new NpmRegistry(), desk);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x20;
      Files.write(file, damaged);
      int before = desk.fetched;
      assertEquals(first, ask(new NpmRegistry(), desk));
      assertEquals(before + 1, desk.fetched, "damage at " + at + " went unseen");
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertEquals(first, ask(new NpmRegistry(), desk));
  }

  @Test
  void another_document_at_the_same_place_has_another_listing() {
    NpmRegistry registry = new NpmRegistry();
    Listing first = ask(registry, desk());
    Caching changed = desk("https://registry.example/npm", DOCUMENT.replace("1.9.0", "1.8.0"));
    assertNotEquals(first, ask(registry, changed));
    assertEquals("1.8.0", ask(registry, changed).releases().get(0).pin().version());
  }

  @Test
  void no_secret_of_an_address_is_kept_on_disk() throws IOException {
    ask(new NpmRegistry(), desk("https://me:secret@registry.example/npm", DOCUMENT));
    assertTrue(files().isEmpty());
  }

  @Test
  void bytes_that_are_no_form_are_told() {
    byte[] page = Digests.sha256().digest(new byte[0]);
    assertTrue(Form.read(new byte[0], page).isEmpty());
    assertTrue(Form.read("no form at all".getBytes(StandardCharsets.UTF_8), page).isEmpty());
  }
}
