package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Builder;

/** What every {@link Builder} promises. Extend it and hand over a small project. */
@Contract("Builder (optional): from source")
public abstract class BuilderContract extends ChildrenContract {
  @SuppressWarnings("NullAway.Init")
  private Path source;

  @SuppressWarnings("NullAway.Init")
  private Path into;

  protected abstract Builder builder();

  /** The release the project is. */
  protected abstract Pin pin();

  /** Writes a project that builds into an empty folder. */
  protected abstract void project(Path folder) throws IOException;

  /** Writes a project whose build says {@code no luck} and fails. */
  protected abstract void failing(Path folder) throws IOException;

  /** The words of the needs the project states. */
  protected abstract List<String> stated();

  /** The words of the needs its build names when it is run. */
  protected abstract List<String> named();

  /** The runtime to build with. */
  protected abstract Path interpreter();

  @BeforeEach
  final void begin() throws IOException {
    source = Files.createDirectories(room.resolve("source"));
    into = Files.createDirectories(room.resolve("into"));
    project(source);
  }

  private Artifact build() {
    return builder().build(pin(), source, interpreter(), into, desk);
  }

  private static List<String> words(List<Dependency> needs) {
    return needs.stream().map(Dependency::text).toList();
  }

  @Test
  public void stated_needs_are_read() {
    assertEquals(stated(), words(builder().requires(source, desk)));
  }

  @Test
  public void reading_stated_needs_runs_nothing() {
    builder().requires(source, desk);
    assertEquals(List.of(), desk.ran());
  }

  @Test
  public void the_build_may_name_further_needs() {
    assertEquals(named(), words(builder().requires(source, interpreter(), desk)));
  }

  @Test
  public void needs_of_a_build_are_marked_as_such() {
    Stream.concat(
            builder().requires(source, desk).stream(),
            builder().requires(source, interpreter(), desk).stream())
        .forEach(need -> assertEquals(Role.BUILD, need.role(), need.text()));
  }

  @Test
  public void the_projects_own_code_runs_confined() {
    builder().requires(source, interpreter(), desk);
    build();
    assertFalse(desk.ran().isEmpty(), "nothing was run");
    confined();
  }

  @Test
  public void a_build_may_write_to_its_own_folders_only() {
    build();
    desk.ran().stream()
        .flatMap(child -> child.sandbox().stream())
        .flatMap(sandbox -> sandbox.writable().stream())
        .forEach(
            path ->
                assertTrue(
                    path.startsWith(source)
                        || path.startsWith(into)
                        || path.startsWith(desk.scratch()),
                    path.toString()));
  }

  @Test
  public void the_callers_secrets_stay_outside() {
    build();
    secretKept();
  }

  @Test
  public void the_result_lies_in_the_folder_asked_for() {
    Artifact artifact = build();
    assertEquals("file", artifact.location().getScheme());
    Path file = Path.of(artifact.location());
    assertEquals(into, file.getParent());
    assertEquals(artifact.filename(), String.valueOf(file.getFileName()));
  }

  @Test
  public void the_result_states_its_true_digest() throws IOException {
    Artifact artifact = build();
    byte[] bytes = Files.readAllBytes(Path.of(artifact.location()));
    assertEquals(Parcel.sha256(bytes), artifact.hashes().get("sha256"));
  }

  @Test
  public void the_result_is_of_the_format_that_was_promised() {
    assertEquals(builder().format(), build().format());
  }

  @Test
  public void what_is_run_from_its_folder_is_made_as_carefully_or_refused() throws IOException {
    Artifact artifact;
    try {
      artifact = builder().editable(pin(), source, interpreter(), into, desk);
    } catch (Refusal refusal) {
      assertEquals("build.no-editable", refusal.diagnostic().code());
      return;
    }
    Path file = Path.of(artifact.location());
    assertEquals(into, file.getParent());
    assertEquals(Parcel.sha256(Files.readAllBytes(file)), artifact.hashes().get("sha256"));
    confined();
    secretKept();
  }

  @Test
  public void a_failing_build_is_refused_with_the_end_of_what_it_said() throws IOException {
    failing(source);
    Refusal refusal = assertThrows(Refusal.class, this::build);
    assertEquals("build.failed", refusal.diagnostic().code());
    assertTrue(
        refusal.diagnostic().details().stream().anyMatch(line -> line.contains("no luck")),
        refusal.diagnostic().toString());
  }
}
