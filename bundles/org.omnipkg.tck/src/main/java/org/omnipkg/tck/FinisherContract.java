package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;

/** What every {@link Finisher} promises. Extend it and hand over a package that needs finishing. */
@Contract("Finisher (optional): packages that run code of their own")
public abstract class FinisherContract extends ChildrenContract {
  @SuppressWarnings("NullAway.Init")
  private Path work;

  @SuppressWarnings("NullAway.Init")
  private Path prefix;

  protected abstract Finisher finisher();

  /** The package. */
  protected abstract Node node();

  /** What {@code Layout.place} found in its tree. */
  protected abstract Map<String, List<String>> facts();

  /** What it found in the tree of a package that is ready as it is. */
  protected abstract Map<String, List<String>> readyFacts();

  /**
   * What it found in the tree of a package of which something stays undone that the user may
   * expect; empty, as by default, where there is no such package. A finisher that has nothing to
   * say of it says nothing of the package that needs finishing either.
   */
  protected Optional<Map<String, List<String>>> undoneFacts() {
    return Optional.empty();
  }

  /** A target with a runtime, which may lie below {@link #temporary}. */
  protected abstract Target target();

  /** A target for which the outcome would be another one. */
  protected abstract Target otherTarget();

  /** Writes the tree of the package into an empty folder. */
  protected abstract void tree(Path folder) throws IOException;

  /** Writes the prefix it is finished in into an empty folder. */
  protected abstract void prefix(Path folder) throws IOException;

  /** A path in the tree that is there once the package is finished, and not before. */
  protected abstract String made();

  /**
   * A desk on which that code says {@code no luck} and fails.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk failing(Path scratch);

  @BeforeEach
  final void begin() throws IOException {
    work = Files.createDirectories(room.resolve("work"));
    prefix = Files.createDirectories(room.resolve("prefix"));
    tree(work);
    prefix(prefix);
  }

  private Finisher.Need need(Target on) {
    return finisher()
        .need(node(), facts(), on)
        .orElseThrow(() -> new AssertionError("a package that needs finishing needs nothing"));
  }

  private Optional<String> undone() {
    return finisher().undone(node(), undoneFacts().orElseGet(this::facts), target());
  }

  private void finish(Desk with) {
    finisher().finish(new Finisher.Job(node(), work, prefix, Map.of(), target()), with);
  }

  @Test
  public void a_package_that_is_ready_needs_nothing() {
    assertEquals(Optional.empty(), finisher().need(node(), readyFacts(), target()));
  }

  @Test
  public void a_need_gives_a_reason_for_people() {
    String reason = need(target()).reason();
    assertFalse(reason.isBlank() || reason.endsWith("."), "the reason is `" + reason + "`");
  }

  @Test
  public void a_key_is_safe_in_a_file_name() {
    String key = need(target()).key();
    assertTrue(key.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), key);
  }

  @Test
  public void the_same_tree_on_the_same_target_has_the_same_need() {
    assertEquals(need(target()), need(target()));
  }

  @Test
  public void an_outcome_for_another_target_has_another_key() {
    assertNotEquals(need(target()).key(), need(otherTarget()).key());
  }

  @Test
  public void a_package_that_is_ready_leaves_nothing_undone() {
    assertEquals(Optional.empty(), finisher().undone(node(), readyFacts(), target()));
  }

  @Test
  public void what_is_left_undone_is_told() {
    assertEquals(undoneFacts().isPresent(), undone().isPresent(), undone().orElse("nothing said"));
  }

  @Test
  public void what_is_left_undone_is_told_in_words_that_follow_the_name() {
    undone()
        .ifPresent(
            text -> assertTrue(text.matches("[^\\p{Lu}\\s].*[^.\\s]"), "it says `" + text + "`"));
  }

  @Test
  public void the_same_tree_leaves_the_same_undone() {
    assertEquals(undone(), undone());
  }

  @Test
  public void what_is_made_lies_in_the_work() {
    assertFalse(Files.exists(work.resolve(made())), made() + " is there before");
    finish(desk);
    assertTrue(Files.exists(work.resolve(made())), made() + " is not there afterwards");
  }

  @Test
  public void code_of_a_package_runs_confined() {
    finish(desk);
    assertFalse(desk.ran().isEmpty(), "nothing was run");
    confined();
  }

  @Test
  public void it_may_write_to_its_work_and_its_own_folders_only() {
    finish(desk);
    desk.ran().stream()
        .flatMap(child -> child.sandbox().stream())
        .flatMap(sandbox -> sandbox.writable().stream())
        .forEach(
            path ->
                assertTrue(
                    path.startsWith(work) || path.startsWith(desk.scratch()),
                    path + " is neither in the work nor in the desk's scratch or cache"));
  }

  @Test
  public void the_callers_secrets_stay_outside() {
    finish(desk);
    secretKept();
  }

  @Test
  public void the_prefix_stays_as_it_is() {
    Snapshot before = Snapshot.of(prefix);
    finish(desk);
    assertEquals(before, Snapshot.of(prefix));
  }

  @Test
  public void a_failure_is_refused_with_the_end_of_what_was_said() {
    Desk failing = failing(desk.scratch());
    Refusal refusal = assertThrows(Refusal.class, () -> finish(failing));
    assertEquals("build.failed", refusal.diagnostic().code());
    assertTrue(
        refusal.diagnostic().details().stream().anyMatch(line -> line.contains("no luck")),
        refusal.diagnostic().toString());
  }
}
