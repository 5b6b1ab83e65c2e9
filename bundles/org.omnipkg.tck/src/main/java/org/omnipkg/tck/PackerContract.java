package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;

/** What every {@link Packer} promises. Extend it and hand over two commits it makes files of. */
@Contract("Packer (optional): files that no fetcher can get")
public abstract class PackerContract {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path room;

  protected abstract Packer packer();

  /** One it packs, at a place that can mean nothing else tomorrow; without digests. */
  protected abstract Artifact artifact();

  /** Another with other contents, such as the next commit of the same repository. */
  protected abstract Artifact other();

  /** The same at a place that moves, such as a branch. */
  protected abstract Artifact moving();

  /**
   * A desk that has what both are made of.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk desk(Path scratch);

  /**
   * A desk that has nothing of them.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk bare(Path scratch);

  @BeforeEach
  final void begin() throws IOException {
    room = temporary.toRealPath();
  }

  private Path fresh(String name) throws IOException {
    return Files.createDirectories(Files.createTempDirectory(room, name));
  }

  private Path made(Artifact artifact) throws IOException {
    Path into = fresh("made").resolve("file");
    packer().pack(artifact, into, desk(fresh("scratch")));
    assertTrue(Files.isRegularFile(into), "there is no file where it was wanted");
    return into;
  }

  private static Artifact at(URI location, Artifact like) {
    return new Artifact(
        like.filename(), like.format(), location, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Test
  public void what_can_be_fetched_is_left_to_fetchers() {
    URI file = URI.create("https://files.example/" + artifact().filename());
    assertFalse(packer().packs(at(file, artifact())), file + " is claimed");
  }

  @Test
  public void a_place_that_moves_is_not_packed() {
    assertFalse(packer().packs(moving()), moving().location() + " is claimed");
  }

  @Test
  public void an_artifact_of_another_language_is_left_to_it() {
    Artifact one = artifact();
    Artifact foreign =
        new Artifact(
            one.filename(), "of-nobody", one.location(), Map.of(), OptionalLong.empty(), Map.of());
    assertFalse(packer().packs(foreign), "a format of nobody's is claimed");
  }

  @Test
  public void location_and_format_alone_say_what_is_packed() {
    Artifact one = artifact();
    Artifact renamed =
        new Artifact(
            "renamed",
            one.format(),
            one.location(),
            Map.of("sha256", "0".repeat(64)),
            OptionalLong.of(1),
            Map.of());
    assertTrue(packer().packs(renamed), "another name and digest make it another's");
  }

  @Test
  public void the_file_is_alone_where_it_was_wanted() throws IOException {
    Path file = made(artifact());
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertEquals(List.of(file), beside.toList());
    }
  }

  @Test
  public void the_same_place_gives_the_same_bytes() throws IOException {
    assertEquals(-1, Files.mismatch(made(artifact()), made(artifact())));
  }

  @Test
  public void another_place_gives_other_bytes() throws IOException {
    assertNotEquals(-1, Files.mismatch(made(artifact()), made(other())));
  }

  @Test
  public void nothing_of_what_is_packed_is_run() throws IOException {
    WatchedDesk desk = new WatchedDesk(desk(fresh("scratch")));
    packer().pack(artifact(), fresh("made").resolve("file"), desk);
    for (Desk.Command child : desk.ran()) {
      Path program = child.directory().resolve(child.argv().get(0)).normalize();
      assertFalse(program.startsWith(room), "it ran " + child.argv());
    }
  }

  @Test
  public void what_is_not_there_is_refused() throws IOException {
    Path into = fresh("made").resolve("file");
    Desk nothing = bare(fresh("scratch"));
    assertThrows(Refusal.class, () -> packer().pack(artifact(), into, nothing));
  }
}
