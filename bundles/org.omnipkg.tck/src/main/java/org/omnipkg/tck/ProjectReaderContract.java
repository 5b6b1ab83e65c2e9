package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.spi.ProjectReader.Wanted;

/** What every {@link ProjectReader} promises. Extend it and hand over a few projects. */
@Contract("ProjectReader (optional): what a project's own files ask for")
public abstract class ProjectReaderContract {
  /** What a language's project files may not have. */
  public enum Behaviour {
    /** A lock file fixes versions; without it nothing is constrained. */
    LOCKS,
    /** A range of runtimes can be asked for; without it there is none. */
    RUNTIMES
  }

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private WatchedDesk desk;

  protected abstract ProjectReader reader();

  /** The language's grammar. */
  protected abstract Grammar grammar();

  /**
   * Writes a project into an empty folder: with a lock file and a range of runtimes where the
   * language has them.
   */
  protected abstract void project(Path into) throws IOException;

  /** Words of what that project wants, in order. */
  protected abstract List<String> wanted();

  /** Names of packages whose versions its lock file fixes. */
  protected abstract List<String> locked();

  /** The range of runtimes it asks for. */
  protected abstract String runtime();

  /** Writes a project that asks for nothing. */
  protected abstract void empty(Path into) throws IOException;

  /** Writes a project whose first file cannot be read at its third line. */
  protected abstract void malformed(Path into) throws IOException;

  /** Whether the language has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  @BeforeEach
  final void begin() throws IOException {
    Path room = temporary.toRealPath();
    folder = Files.createDirectories(room.resolve("project"));
    desk = new WatchedDesk(new CannedDesk(Files.createDirectories(room.resolve("scratch"))));
  }

  private Runtime any(AtomicInteger asked) {
    asked.incrementAndGet();
    Path home = temporary.resolve("runtime");
    return new Runtime("any", "any", "1.0", home.resolve("bin/any"), home, "path", Map.of());
  }

  private Project read() throws IOException {
    project(folder);
    return reader().read(folder, desk);
  }

  @Test
  public void it_names_the_files_it_reads() {
    assertFalse(reader().files().isEmpty(), "no file is named");
    reader().files().forEach(f -> assertFalse(f.isBlank() || f.contains("/"), f));
  }

  @Test
  public void what_a_project_asks_for_is_wanted() throws IOException {
    assertEquals(wanted(), read().wanted().stream().map(Wanted::words).toList());
  }

  @Test
  public void what_is_wanted_is_written_in_the_languages_words() throws IOException {
    for (Wanted wanted : read().wanted()) {
      assertDoesNotThrow(() -> grammar().parse(wanted.words()), wanted.words());
    }
  }

  @Test
  public void what_is_wanted_says_where_it_stands() throws IOException {
    for (Wanted wanted : read().wanted()) {
      assertTrue(
          reader().files().stream().anyMatch(file -> wanted.where().startsWith(file + " line ")),
          wanted.where());
    }
  }

  @Test
  public void what_a_lock_fixes_constrains_and_brings_nothing() throws IOException {
    List<Dependency> constraints = read().constraints();
    List<String> expected = has(Behaviour.LOCKS) ? locked() : List.of();
    assertEquals(expected, constraints.stream().map(c -> c.target().name()).toList());
    constraints.forEach(c -> assertEquals(Tie.CONSTRAINS, c.tie(), c.text()));
  }

  @Test
  public void the_runtime_a_project_asks_for_is_told() throws IOException {
    Optional<String> expected = has(Behaviour.RUNTIMES) ? Optional.of(runtime()) : Optional.empty();
    assertEquals(expected, read().runtime());
  }

  @Test
  public void a_project_may_ask_for_nothing() throws IOException {
    empty(folder);
    Project project = reader().read(folder, desk);
    assertEquals(List.of(), project.wanted());
    assertEquals(List.of(), project.constraints());
  }

  @Test
  public void a_file_that_can_be_read_without_a_runtime_asks_for_none() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    project(folder);
    reader().read(folder, () -> any(asked), desk);
    assertEquals(0, asked.get(), "times a runtime was asked for");
  }

  @Test
  public void with_a_runtime_at_hand_the_same_is_read() throws IOException {
    Project alone = read();
    Project aided = reader().read(folder, () -> any(new AtomicInteger()), desk);
    assertEquals(alone.wanted(), aided.wanted());
    assertEquals(alone.constraints(), aided.constraints());
    assertEquals(alone.runtime(), aided.runtime());
  }

  @Test
  public void reading_runs_nothing() throws IOException {
    read();
    assertEquals(List.of(), desk.ran());
  }

  @Test
  public void reading_changes_nothing() throws IOException {
    project(folder);
    Snapshot before = Snapshot.of(folder);
    reader().read(folder, desk);
    assertEquals(before, Snapshot.of(folder));
  }

  @Test
  public void the_same_files_ask_for_the_same() throws IOException {
    Project first = read();
    Project second = reader().read(folder, desk);
    assertEquals(first.wanted(), second.wanted());
    assertEquals(first.overrides(), second.overrides());
  }

  @Test
  public void a_file_that_cannot_be_read_is_refused_with_its_name_and_line() throws IOException {
    malformed(folder);
    Diagnostic why = assertThrows(Refusal.class, () -> reader().read(folder, desk)).diagnostic();
    assertEquals("project.malformed", why.code());
    String said = why.message() + " " + why.details();
    assertTrue(reader().files().stream().anyMatch(said::contains), said);
    assertTrue(said.contains("line 3"), said);
  }
}
