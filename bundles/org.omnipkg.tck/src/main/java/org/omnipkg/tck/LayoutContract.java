package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Step;

/** What every {@link Layout} promises. Extend it and hand over a few packages. */
@Contract("Layout: where things lie")
public abstract class LayoutContract {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Generation generation;

  /** The layout under test. */
  protected abstract Layout layout();

  /** A target with a runtime of the language. */
  protected abstract Target target();

  /** Correct packages, at least two, with different contents and at least one command. */
  protected abstract List<Parcel> parcels();

  /** Packages whose inside says something else than their file name or their pin. */
  protected abstract List<Parcel> contradictions();

  /** Files of one release that fit {@link #target()}, at least one, the best first. */
  protected abstract List<Artifact> fitting();

  /** Files of the same release that do not fit. */
  protected abstract List<Artifact> unfit();

  /** Commands that {@link #parcels()} bring and that stand in {@code bin} of a generation. */
  protected abstract Set<String> commands();

  @BeforeEach
  final void layOut() {
    generation = new Generation(temporary.toAbsolutePath(), layout(), target());
  }

  private Bubble place(Parcel parcel) {
    return place(parcel, parcel.entries());
  }

  private Bubble place(Parcel parcel, List<Entry> entries) {
    return layout().place(parcel.node(), parcel.artifact(), entries, parcel.contents(), target());
  }

  private Optional<Artifact> choose(List<Artifact> files) {
    Release release =
        new Release(
            parcels().get(0).pin(),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            files);
    return layout().choose(release, target());
  }

  private List<Step> steps() {
    return generation.steps(parcels());
  }

  @Test
  public void the_shelf_is_one_plain_name() {
    assertTrue(layout().shelf().matches("[a-z][a-z0-9-]*"), layout().shelf());
    assertFalse(Set.of("objects", "staging", "damaged").contains(layout().shelf()));
  }

  @Test
  public void the_best_of_several_files_is_chosen() {
    List<Artifact> files = fitting();
    for (int best = 0; best < files.size(); best++) {
      assertEquals(Optional.of(files.get(best)), choose(files.subList(best, files.size())));
    }
  }

  @Test
  public void the_order_of_files_does_not_sway_the_choice() {
    List<Artifact> files = new ArrayList<>(fitting());
    Collections.reverse(files);
    assertEquals(choose(fitting()), choose(files));
  }

  @Test
  public void what_does_not_fit_is_never_chosen() {
    assertEquals(Optional.empty(), choose(unfit()));
  }

  @Test
  public void of_no_files_none_is_chosen() {
    assertEquals(Optional.empty(), choose(List.of()));
  }

  @Test
  public void a_key_is_one_plain_name() {
    for (Parcel parcel : parcels()) {
      String key = place(parcel).key();
      assertTrue(key.matches("[A-Za-z0-9][A-Za-z0-9.+_!~-]*") && !key.endsWith(".json"), key);
    }
  }

  @Test
  public void a_tree_holds_relative_paths_below_itself() {
    for (Parcel parcel : parcels()) {
      for (Placement placement : place(parcel).placements()) {
        for (String part : placement.path().split("/", -1)) {
          assertFalse(Set.of("", ".", "..").contains(part), placement.path());
        }
      }
    }
  }

  @Test
  public void no_two_files_of_a_tree_lie_at_one_place() {
    for (Parcel parcel : parcels()) {
      Set<String> taken = new HashSet<>();
      for (Placement placement : place(parcel).placements()) {
        assertTrue(taken.add(placement.path()), placement.path());
      }
    }
  }

  @Test
  public void a_placement_has_a_digest_or_a_text() {
    for (Parcel parcel : parcels()) {
      for (Placement placement : place(parcel).placements()) {
        assertTrue(
            placement.digest().isPresent() != placement.text().isPresent(), placement.path());
      }
    }
  }

  @Test
  public void a_tree_is_made_of_the_files_of_its_artifact() {
    for (Parcel parcel : parcels()) {
      Set<Digest> own = parcel.entries().stream().map(Entry::digest).collect(Collectors.toSet());
      for (Placement placement : place(parcel).placements()) {
        placement.digest().ifPresent(digest -> assertTrue(own.contains(digest), placement.path()));
      }
    }
  }

  @Test
  public void the_same_artifact_gives_the_same_tree() {
    for (Parcel parcel : parcels()) {
      assertEquals(place(parcel), place(parcel));
    }
  }

  @Test
  public void the_order_of_an_archive_does_not_change_the_key() {
    for (Parcel parcel : parcels()) {
      List<Entry> entries = new ArrayList<>(parcel.entries());
      Collections.reverse(entries);
      assertEquals(place(parcel).key(), place(parcel, entries).key());
    }
  }

  @Test
  public void an_artifact_of_other_bytes_has_another_key() {
    for (Parcel parcel : parcels()) {
      assertNotEquals(place(parcel).key(), place(parcel.ofOtherBytes()).key());
    }
  }

  @Test
  public void a_file_made_of_a_source_is_the_release_its_name_says_or_left_to_the_house() {
    for (Parcel parcel : parcels()) {
      String file = parcel.artifact().filename();
      assertEquals(
          parcel.pin(), layout().made(parcel.pin().name(), file).orElse(parcel.pin()), file);
    }
  }

  @Test
  public void a_file_of_another_name_is_no_release_of_a_package() {
    for (Parcel parcel : parcels()) {
      PackageName name = parcel.pin().name();
      for (Parcel other : parcels()) {
        if (!other.pin().name().equals(name)) {
          String file = other.artifact().filename();
          assertEquals(Optional.empty(), layout().made(name, file), name + " " + file);
        }
      }
    }
  }

  @Test
  public void the_account_of_a_tree_names_its_commands() {
    Set<String> named = new HashSet<>();
    parcels().forEach(p -> named.addAll(layout().account(place(p).facts()).commands()));
    assertTrue(named.containsAll(commands()), named.toString());
  }

  @Test
  public void an_artifact_that_contradicts_itself_is_refused() {
    for (Parcel parcel : contradictions()) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> place(parcel), parcel.artifact().filename());
      assertNotEquals(Diagnostic.Kind.BUG, refusal.diagnostic().kind());
    }
  }

  @Test
  public void a_generation_without_packages_can_be_laid_out() {
    assertDoesNotThrow(() -> generation.steps(List.of()));
  }

  @Test
  public void the_same_generation_has_the_same_steps() {
    assertEquals(steps(), steps());
  }

  @Test
  public void every_path_of_a_step_is_absolute() {
    for (Step step : steps()) {
      assertTrue(Steps.made(step).isAbsolute(), step.toString());
      Steps.sources(step).forEach(path -> assertTrue(path.isAbsolute(), step.toString()));
    }
  }

  @Test
  public void every_step_lies_below_the_prefix_or_its_farm() {
    for (Step step : steps()) {
      Path made = generation.root().resolve(Steps.made(step)).normalize();
      assertTrue(
          made.startsWith(generation.root()) || made.startsWith(generation.farm()),
          step.toString());
    }
  }

  @Test
  public void no_two_steps_make_the_same_file() {
    Set<Path> made = new HashSet<>();
    for (Step step : steps()) {
      if (Steps.isFile(step)) {
        assertTrue(made.add(Steps.made(step)), step.toString());
      }
    }
  }

  @Test
  public void nothing_is_written_through_a_link_into_a_tree() {
    List<Step> steps = steps();
    for (Step step : steps) {
      if (Steps.isFile(step)) {
        Optional<Path> link = Steps.linkAbove(Steps.made(step), steps);
        assertEquals(Optional.empty(), link, () -> step + " goes through a link");
      }
    }
  }

  @Test
  public void every_source_of_a_step_is_there() {
    for (Step step : steps()) {
      for (Path source : Steps.sources(step)) {
        if (source.startsWith(generation.store())) {
          assertTrue(source.toFile().exists(), step.toString());
        }
      }
    }
  }

  @Test
  public void the_commands_of_packages_stand_in_bin() {
    Set<Path> made = steps().stream().map(Steps::made).collect(Collectors.toSet());
    for (String command : commands()) {
      assertTrue(made.contains(generation.root().resolve("bin").resolve(command)), command);
    }
  }
}
