package org.omnipkg.tck;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Surveyor.Kind;
import org.omnipkg.spi.Trace;

/** What every {@link Surveyor} promises. Extend it and do to a generation what others do. */
@Contract("Surveyor (optional): what others did in an environment")
public abstract class SurveyorContract {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path home;

  @SuppressWarnings("NullAway.Init")
  private Prefix prefix;

  protected abstract Surveyor surveyor();

  /** Makes a generation below a folder that is empty: a prefix with a package in it. */
  protected abstract Prefix generation(Path below) throws IOException;

  /** Another runtime of the language. */
  protected abstract Target other();

  /** What {@link #install} puts there. */
  protected abstract Pin installed();

  /** Does what another installer does and notes its own name. */
  protected abstract List<Trace> install(Prefix into) throws IOException;

  /** How that installer calls itself. */
  protected abstract String installer();

  /** Takes the generation's own package away. */
  protected abstract List<Trace> remove(Prefix from) throws IOException;

  /** Puts down a file that belongs to no package. */
  protected abstract List<Trace> drop(Prefix into) throws IOException;

  /** Leaves what programs leave when they run, such as a cache. */
  protected abstract List<Trace> litter(Prefix into) throws IOException;

  @BeforeEach
  final void begin() throws IOException {
    home = Files.createDirectories(temporary.toRealPath().resolve("home"));
    prefix = generation(home);
  }

  private Finding only(List<Trace> traces) {
    List<Finding> found = surveyor().survey(prefix, traces);
    assertEquals(1, found.size(), found.toString());
    return found.get(0);
  }

  private Path empty(String name) throws IOException {
    return Files.createDirectories(temporary.toRealPath().resolve(name));
  }

  @Test
  public void nothing_done_is_nothing_found() {
    assertEquals(List.of(), surveyor().survey(prefix, List.of()));
  }

  @Test
  public void what_another_installer_put_there_is_named() throws IOException {
    Finding found = only(install(prefix));
    assertEquals(Kind.INSTALLED, found.kind());
    assertEquals(Optional.of(installed()), found.pin());
    assertEquals(installer(), found.by());
  }

  @Test
  public void every_trace_of_a_package_belongs_to_it() throws IOException {
    List<Trace> traces = install(prefix);
    List<String> paths = only(traces).paths();
    for (Trace trace : traces) {
      if (!trace.path().endsWith("/")) {
        assertTrue(
            paths.stream()
                .anyMatch(
                    p -> p.equals(trace.path()) || p.endsWith("/") && trace.path().startsWith(p)),
            trace.path() + " is in none of " + paths);
      }
    }
  }

  @Test
  public void a_package_taken_away_is_found_removed() throws IOException {
    Finding found = only(remove(prefix));
    assertEquals(Kind.REMOVED, found.kind());
    assertEquals(Optional.of(prefix.trees().get(0).node().pin()), found.pin());
  }

  @Test
  public void a_loose_file_is_taken_along() throws IOException {
    assertEquals(Kind.FILE, only(drop(prefix)).kind());
  }

  @Test
  public void what_means_nothing_to_anybody_is_left_out() throws IOException {
    assertEquals(List.of(), surveyor().survey(prefix, litter(prefix)));
  }

  @Test
  public void a_finding_has_a_label_for_people() throws IOException {
    assertFalse(only(install(prefix)).label().isBlank());
  }

  @Test
  public void surveying_changes_nothing() throws IOException {
    List<Trace> traces = install(prefix);
    Snapshot before = Snapshot.of(home);
    surveyor().survey(prefix, traces);
    assertEquals(before, Snapshot.of(home));
  }

  @Test
  public void packing_changes_nothing_of_the_generation() throws IOException {
    Finding found = only(install(prefix));
    Snapshot before = Snapshot.of(home);
    surveyor().pack(found, prefix, empty("into"));
    assertEquals(before, Snapshot.of(home));
  }

  @Test
  public void a_pack_lies_in_the_folder_asked_for() throws IOException {
    Path into = empty("into");
    Artifact pack = surveyor().pack(only(install(prefix)), prefix, into);
    assertEquals("file", pack.location().getScheme());
    assertEquals(into.resolve(pack.filename()), Path.of(pack.location()));
  }

  @Test
  public void a_pack_states_its_true_digest() throws IOException {
    Artifact pack = surveyor().pack(only(install(prefix)), prefix, empty("into"));
    byte[] bytes = Files.readAllBytes(Path.of(pack.location()));
    assertEquals(Parcel.sha256(bytes), pack.hashes().get("sha256"));
  }

  @Test
  public void the_same_files_make_the_same_pack() throws IOException {
    Finding found = only(install(prefix));
    assertEquals(
        surveyor().pack(found, prefix, empty("one")).hashes(),
        surveyor().pack(found, prefix, empty("other")).hashes());
  }

  @Test
  public void what_makes_no_package_is_refused() throws IOException {
    Finding gone = only(install(prefix));
    Finding bare =
        new Finding(gone.kind(), gone.pin(), gone.label(), gone.by(), gone.requested(), List.of());
    Path into = empty("into");
    assertThrows(Refusal.class, () -> surveyor().pack(bare, prefix, into));
  }

  @Test
  public void carried_files_follow_into_the_prefix_of_another_runtime() throws IOException {
    List<String> carried = only(drop(prefix)).paths();
    Map<String, String> followed = surveyor().follow(prefix, carried, other());
    followed.forEach(
        (from, to) -> {
          assertTrue(carried.contains(from), from + " was not carried");
          assertFalse(Path.of(to).isAbsolute() || Path.of(to).normalize().startsWith(".."), to);
        });
  }
}
