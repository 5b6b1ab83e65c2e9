package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.spi.Desk;

class FirstSightTest {
  private static final URI PLACE = URI.create("https://files.example.org/tool-1.tar.gz");

  @TempDir private Path home;
  private SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
  }

  private Node node(URI place, String sha256) {
    Node plain = house.node("tool", "1");
    Artifact artifact =
        new Artifact(
            "tool.whl", "wheel", place, Map.of("sha256", sha256), OptionalLong.empty(), Map.of());
    return new Node(plain.id(), plain.pin(), Optional.of(artifact), Set.of(), "direct");
  }

  @Test
  void an_address_of_the_web_without_a_digest_is_meant_and_no_other() {
    assertTrue(FirstSight.isMeant(PLACE));
    assertTrue(FirstSight.isMeant(URI.create(PLACE + "#egg=tool")));
    assertTrue(FirstSight.isMeant(URI.create(PLACE + "#md5=00112233445566778899aabbccddeeff")));
    assertFalse(FirstSight.isMeant(URI.create(PLACE + "#egg=tool&sha256=00")));
    assertFalse(FirstSight.isMeant(URI.create("file:///wheels/tool-1.tar.gz")));
    assertFalse(FirstSight.isMeant(URI.create("git+https://git.example.org/tool@v1")));
  }

  @Test
  void the_digest_is_that_of_what_lies_there_now() {
    house.fetcher.bytes.put(PLACE, "now");
    try (HouseDesk desk = house.desk()) {
      String now = CannedFetcher.sha256("now");
      assertEquals(URI.create(PLACE + "#sha256=" + now), new FirstSight(desk).now(PLACE));
      URI egg = URI.create(PLACE + "#egg=tool");
      house.fetcher.bytes.put(egg, "now");
      assertEquals(URI.create(egg + "&sha256=" + now), new FirstSight(desk).now(egg));
    }
  }

  private static Artifact held(URI place, String text) {
    Map<String, String> hashes = Map.of("sha256", CannedFetcher.sha256(text));
    return new Artifact("tool-1.tar.gz", "sdist", place, hashes, OptionalLong.empty(), Map.of());
  }

  @Test
  void what_came_to_be_known_does_not_come_again() throws IOException {
    house.fetcher.bytes.put(PLACE, "now");
    try (HouseDesk desk = house.desk()) {
      URI held = new FirstSight(desk).now(PLACE);
      Path file = desk.download(held(held, "now"));
      assertEquals("now", Files.readString(file));
      Files.delete(file);
      assertEquals(held, new FirstSight(desk).now(PLACE));
      assertEquals("now", Files.readString(desk.download(held(held, "now"))));
    }
    assertEquals(List.of(PLACE), house.fetcher.downloads);
  }

  @Test
  void its_parts_are_read_where_it_lies() {
    house.fetcher.bytes.put(PLACE, "0123456789");
    try (HouseDesk desk = house.desk()) {
      URI held = new FirstSight(desk).now(PLACE);
      assertEquals("bytes 7-9/10 789", part(desk, held, "-3"));
      assertEquals("bytes 0-9/10 0123456789", part(desk, held, "-99"));
      assertEquals("bytes 2-4/10 234", part(desk, held, "2-4"));
      assertEquals("bytes 8-9/10 89", part(desk, held, "8-99"));
      assertEquals("bytes 8-9/10 89", part(desk, held, "8-"));
      Desk.Ask past = new Desk.Ask(held, "", Desk.Ask.FOR_EVER, Optional.of("10-12"));
      assertThrows(AssertionError.class, () -> desk.fetch(past), "its server is asked");
    }
    assertEquals(List.of(PLACE), house.fetcher.downloads);
  }

  private static String part(HouseDesk desk, URI place, String range) {
    Desk.Reply reply = desk.fetch(new Desk.Ask(place, "", Desk.Ask.FOR_EVER, Optional.of(range)));
    assertEquals(206, reply.status());
    String text = new String(reply.body().orElseThrow(), StandardCharsets.UTF_8);
    return reply.headers().get("content-range") + " " + text;
  }

  @Test
  void what_it_was_when_it_came_is_known_from_the_package_that_came_from_there() {
    String then = "1".repeat(64);
    URI held = URI.create(PLACE + "#sha256=" + then);
    URI other = URI.create("https://files.example.org/other.tar.gz");
    assertEquals(Optional.of(held), FirstSight.had(PLACE, List.of(node(held, then))));
    assertEquals(Optional.empty(), FirstSight.had(PLACE, List.of(node(other, then))));
    Node plain = node(URI.create("file:///store/built/tool.whl"), "2".repeat(64));
    Artifact source =
        new Artifact("tool-1.tar.gz", "sdist", held, Map.of(), OptionalLong.empty(), Map.of());
    Artifact built = plain.artifact().orElseThrow();
    Artifact made =
        new Artifact(
            built.filename(),
            built.format(),
            built.location(),
            built.hashes(),
            built.size(),
            BuiltFrom.facts(source, then));
    Node of = new Node(plain.id(), plain.pin(), Optional.of(made), Set.of(), "direct");
    assertEquals(Optional.of(held), FirstSight.had(PLACE, List.of(of)));
  }
}
