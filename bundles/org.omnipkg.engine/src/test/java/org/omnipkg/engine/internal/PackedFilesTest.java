package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
      Path file = desk.scratch().resolve(Integer.toHexString(other.location().hashCode()));
      assertFalse(Files.exists(file.resolve("six.tar")));
    }
  }
}
