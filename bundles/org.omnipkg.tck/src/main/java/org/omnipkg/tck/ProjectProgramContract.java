package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.spi.ProjectReader.Wanted;

/**
 * What a {@link ProjectReader} promises whose files can be programs. Extend it, beside {@link
 * ProjectReaderContract}, and hand over a project that only a runtime can read.
 */
@Contract("ProjectReader (optional): project files that are programs")
public abstract class ProjectProgramContract extends ChildrenContract {
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private final AtomicInteger asked = new AtomicInteger();

  /** One that finds no runtime by itself. */
  protected abstract ProjectReader reader();

  /** Writes a project whose file only a runtime can read into an empty folder. */
  protected abstract void program(Path into) throws IOException;

  /** Words of what that project wants, in order. */
  protected abstract List<String> wanted();

  /** A runtime that can read it, below {@link #temporary} where it needs files. */
  protected abstract Runtime able();

  /** A runtime of the language that cannot. */
  protected abstract Runtime unable();

  /**
   * A desk on which the program says {@code no luck} and fails.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk failing(Path scratch);

  @BeforeEach
  final void begin() throws IOException {
    folder = Files.createDirectories(room.resolve("project"));
    program(folder);
  }

  private Project read() {
    return read(desk);
  }

  private Project read(Desk with) {
    return reader().read(folder, this::runtime, with);
  }

  private Runtime runtime() {
    asked.incrementAndGet();
    return able();
  }

  @Test
  public void a_runtime_that_can_read_it_serves() {
    assertTrue(reader().serves(able()), able().toString());
  }

  @Test
  public void a_runtime_that_cannot_read_it_does_not_serve() {
    assertFalse(reader().serves(unable()), unable().toString());
  }

  @Test
  public void what_a_program_asks_for_is_wanted() {
    assertEquals(wanted(), read().wanted().stream().map(Wanted::words).toList());
  }

  @Test
  public void a_runtime_is_asked_for_once() {
    read();
    assertEquals(1, asked.get(), "times a runtime was asked for");
  }

  @Test
  public void a_program_is_run_by_the_runtime_that_was_given() {
    read();
    assertFalse(desk.ran().isEmpty(), "nothing was run");
    String executable = able().executable().toString();
    desk.ran().forEach(c -> assertTrue(c.argv().contains(executable), c.argv().toString()));
  }

  @Test
  public void a_program_runs_confined() {
    read();
    confined();
  }

  @Test
  public void a_program_may_write_to_folders_of_its_own_only() {
    read();
    desk.ran().stream()
        .flatMap(child -> child.sandbox().stream())
        .flatMap(sandbox -> sandbox.writable().stream())
        .forEach(path -> assertTrue(path.startsWith(desk.scratch()), path + " is not its own"));
  }

  @Test
  public void the_callers_secrets_stay_outside() {
    read();
    secretKept();
  }

  @Test
  public void reading_a_program_changes_nothing() {
    Snapshot before = Snapshot.of(folder);
    read();
    assertEquals(before, Snapshot.of(folder));
  }

  @Test
  public void without_a_runtime_a_program_is_refused_and_not_run() {
    Diagnostic why = assertThrows(Refusal.class, () -> reader().read(folder, desk)).diagnostic();
    assertEquals("project.malformed", why.code());
    assertEquals(List.of(), desk.ran());
  }

  @Test
  public void that_no_runtime_is_found_is_passed_on() {
    Diagnostic none = Diagnostic.user("runtime.not-found", "there is none", "");
    Refusal said =
        assertThrows(
            Refusal.class,
            () ->
                reader()
                    .read(
                        folder,
                        () -> {
                          throw new Refusal(none);
                        },
                        desk));
    assertEquals(none, said.diagnostic());
  }

  @Test
  public void a_program_that_fails_is_refused_with_what_it_said() {
    Desk failing = failing(desk.scratch());
    Diagnostic why = assertThrows(Refusal.class, () -> read(failing)).diagnostic();
    assertEquals("project.malformed", why.code());
    assertTrue(why.details().stream().anyMatch(l -> l.contains("no luck")), why.toString());
  }
}
