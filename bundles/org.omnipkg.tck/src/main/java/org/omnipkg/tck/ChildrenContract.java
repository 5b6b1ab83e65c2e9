package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.Desk;

/** What contracts share whose parts run the code of packages: a desk that watches it. */
abstract class ChildrenContract {
  /** A value in the caller's environment that no code of a package may see. */
  protected static final String SECRET = "hunter2";

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  Path room;

  @SuppressWarnings("NullAway.Init")
  WatchedDesk desk;

  /**
   * A desk on which the code that is handed over runs and does its work, with {@link #SECRET} in
   * the variable {@code SOME_TOKEN}.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk desk(Path scratch);

  @BeforeEach
  final void furnish() throws IOException {
    room = temporary.toRealPath();
    desk = new WatchedDesk(desk(Files.createDirectories(room.resolve("scratch"))));
  }

  /** Whatever ran did so in a sandbox. */
  final void confined() {
    desk.ran().forEach(child -> assertTrue(child.sandbox().isPresent(), child.argv().toString()));
  }

  /** The caller has a secret, and no child was told it. */
  final void secretKept() {
    assertTrue(desk.environment().containsValue(SECRET), "the desk of the test has no secret");
    desk.ran()
        .forEach(
            child ->
                assertFalse(child.environment().containsValue(SECRET), child.argv().toString()));
  }
}
