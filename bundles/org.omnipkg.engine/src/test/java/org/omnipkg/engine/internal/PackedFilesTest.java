package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;

/** Files that a language makes itself. */
class PackedFilesTest implements Packer {
  @TempDir private Path home;
  private SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    house.languages.skills.put(Packer.class, this);
  }

  @Override
  public boolean packs(Artifact artifact) {
    return artifact.location().getScheme().equals("git+https");
  }

  @Override
  public void pack(Artifact artifact, Path into, Desk desk) {
    try {
      Files.writeString(into, "packed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Artifact artifact(String location, Map<String, String> hashes) {
    return new Artifact(
        "six.tar", "small", URI.create(location), hashes, OptionalLong.empty(), Map.of());
  }

  @Test
  void what_no_fetcher_can_get_is_made_and_held_against_its_digests() throws IOException {
    String place = "git+https://host.example/six.git#1";
    String digest = Sha256.of(Files.writeString(home.resolve("same"), "packed"));
    try (HouseDesk desk = house.desk()) {
      Path file = desk.download(artifact(place, Map.of("sha256", digest)));
      assertEquals("packed", Files.readString(file));
    }
    try (HouseDesk desk = house.desk()) {
      Artifact other = artifact(place, Map.of("sha256", "0".repeat(64)));
      Refusal refusal = assertThrows(Refusal.class, () -> desk.download(other));
      assertEquals("fetch.wrong-hash", refusal.diagnostic().code());
      assertFalse(Files.exists(desk.landing().of(other)));
    }
  }

  private String refused(String place, Map<String, String> hashes) {
    try (HouseDesk desk = house.desk()) {
      Artifact artifact = artifact(place, hashes);
      Refusal refusal = assertThrows(Refusal.class, () -> desk.download(artifact));
      Path folder = desk.landing().of(artifact).getParent();
      assertEquals(0, Objects.requireNonNull(folder.toFile().list()).length, "nothing is left");
      return refusal.diagnostic().code();
    }
  }

  @Test
  void digests_that_are_spelled_otherwise_or_that_nobody_knows_are_not_passed_over() {
    String place = "git+https://host.example/six.git#" + "1".repeat(40);
    assertEquals("fetch.wrong-hash", refused(place, Map.of("SHA-512", "0".repeat(128))));
    assertEquals("fetch.wrong-hash", refused(place, Map.of("h1", "0")));
    assertEquals("fetch.no-hash", refused(place, Map.of("whirlpool", "0")));
    assertEquals("fetch.no-hash", refused(place, Map.of("md5", "0".repeat(32))));
  }

  @Test
  void without_any_digest_only_a_commit_in_full_says_what_is_in_the_file() throws IOException {
    String place = "git+https://host.example/six.git";
    assertEquals("fetch.no-hash", refused(place + "#main", Map.of()));
    assertEquals("fetch.no-hash", refused(place + "#1234567", Map.of()));
    for (String commit : List.of("#" + "1".repeat(40), "@" + "1".repeat(64))) {
      try (HouseDesk desk = house.desk()) {
        Path file = desk.download(artifact(place + commit, Map.of()));
        assertEquals("packed", Files.readString(file));
      }
    }
  }
}
