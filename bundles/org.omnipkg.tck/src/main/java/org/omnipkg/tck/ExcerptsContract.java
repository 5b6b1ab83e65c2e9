package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Excerpts;

/** What every {@link Excerpts} promises. Extend it and hand over a stored tree. */
@Contract("Excerpts (optional): stored trees as small artifacts")
public abstract class ExcerptsContract {
  private static final int PAYLOAD = 1 << 17;

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path tree;

  protected abstract Excerpts excerpts();

  /** The artifact the tree was made of. */
  protected abstract Artifact artifact();

  /** An artifact of the same release that resolvers do not read so, such as one of source. */
  protected abstract Artifact unreadable();

  /** Writes the tree into an empty folder. */
  protected abstract void tree(Path folder) throws IOException;

  /** The facts of its bubble. */
  protected abstract Map<String, List<String>> facts();

  /** The facts of a tree that does not tell enough, as an older house may have kept them. */
  protected abstract Map<String, List<String>> poorFacts();

  /** The words of the needs the artifact declares. */
  protected abstract List<String> needs();

  /** Reads the words of the needs in an excerpt, as a resolver reads an artifact. */
  protected abstract List<String> read(byte[] excerpt) throws IOException;

  @BeforeEach
  final void store() throws IOException {
    tree = Files.createDirectories(temporary.toRealPath().resolve("tree"));
    tree(tree);
    byte[] content = new byte[PAYLOAD];
    new Random(1).nextBytes(content);
    Files.write(tree.resolve("content.bin"), content);
  }

  private byte[] excerpt() {
    return excerpts()
        .of(artifact(), tree, facts())
        .orElseThrow(() -> new AssertionError("there is no excerpt of " + artifact()));
  }

  @Test
  public void it_declares_what_the_artifact_does() throws IOException {
    assertEquals(needs(), read(excerpt()));
  }

  @Test
  public void it_carries_nothing_of_the_tree() {
    int size = excerpt().length;
    assertTrue(size < PAYLOAD, size + " bytes for what declares a few needs");
  }

  @Test
  public void the_same_tree_gives_the_same_bytes() {
    assertArrayEquals(excerpt(), excerpt());
  }

  @Test
  public void a_tree_that_does_not_tell_enough_gives_none() {
    assertEquals(Optional.empty(), excerpts().of(artifact(), tree, poorFacts()));
  }

  @Test
  public void an_artifact_that_resolvers_do_not_read_gives_none() {
    assertEquals(Optional.empty(), excerpts().of(unreadable(), tree, facts()));
  }

  @Test
  public void the_tree_stays_as_it_is() {
    Snapshot before = Snapshot.of(tree);
    excerpt();
    assertEquals(before, Snapshot.of(tree));
  }
}
