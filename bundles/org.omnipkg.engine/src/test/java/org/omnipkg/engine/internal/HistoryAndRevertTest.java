package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.model.Refusal;

class HistoryAndRevertTest extends GenerationScene {
  private Receipt revert(int number) {
    return house.generations.revert(house.caller(), "main", OptionalInt.of(number), false);
  }

  @Test
  void history_tells_what_each_generation_changed_newest_first() {
    install(house, "flask==1", "rich==2");
    install(house, "flask==3");
    house.environments.used.add(1);
    List<Generations.Entry> history = house.generations.history(house.caller(), "main");
    assertEquals(List.of(2, 1), history.stream().map(Generations.Entry::number).toList());
    Generations.Entry newest = history.get(0);
    assertEquals(List.of("install", "flask==3"), newest.command());
    assertEquals(1, newest.changes().size());
    assertEquals(
        "1 > 3",
        newest.changes().get(0).before().get() + " > " + newest.changes().get(0).after().get());
    assertTrue(newest.current() && !newest.inUse());
    assertTrue(!history.get(1).current() && history.get(1).inUse());
    assertEquals(2, history.get(1).changes().size());
  }

  @Test
  void a_revert_makes_a_new_generation_of_an_earlier_ones_content() {
    install(house, "flask==1");
    install(house, "flask==3", "rich==2");
    Receipt receipt = revert(1);
    assertEquals("2 > 3", receipt.previous() + " > " + receipt.generation());
    assertEquals("flask 1", house.contents());
    assertEquals(List.of("python:flask==1"), house.roots());
    assertEquals(
        List.of("revert", "1"), house.environments.current("main").orElseThrow().state().command());
    assertEquals(3, house.environments.generations("main").size());
  }

  @Test
  void without_a_number_the_one_before_the_current_is_meant() {
    install(house, "flask==1");
    install(house, "flask==3");
    house.generations.revert(house.caller(), "main", OptionalInt.empty(), false);
    assertEquals("flask 1", house.contents());
    house.generations.revert(house.caller(), "main", OptionalInt.empty(), false);
    assertEquals("flask 3", house.contents());
  }

  @Test
  void a_generation_that_is_not_there_is_refused_and_those_that_are_are_named() {
    install(house, "flask==1");
    Refusal none = assertThrows(Refusal.class, () -> revert(7));
    assertEquals("environment.no-generation", none.diagnostic().code());
    assertEquals("generations here: 1", none.diagnostic().hint());
    Refusal before =
        assertThrows(
            Refusal.class,
            () -> house.generations.revert(house.caller(), "main", OptionalInt.empty(), false));
    assertEquals("environment.no-generation", before.diagnostic().code());
  }

  @Test
  void a_revert_tried_dry_changes_nothing_and_one_to_a_runtime_that_is_gone_is_refused() {
    install(house, "flask==1");
    install(house, "flask==3");
    Receipt dry = house.generations.revert(house.caller(), "main", OptionalInt.of(1), true);
    assertTrue(dry.dryRun() && dry.changed());
    assertEquals(2, house.environments.generations("main").size());
    house.runtimes.runtime.executable().toFile().setExecutable(false);
    Refusal gone = assertThrows(Refusal.class, () -> revert(1));
    assertEquals("runtime.gone", gone.diagnostic().code());
  }

  @Test
  void a_tree_that_was_collected_is_fetched_again_from_where_the_index_has_it() throws Exception {
    install(house, "flask==1");
    String lock = lock(house);
    SmallHouse other = new SmallHouse(elsewhere);
    offer(other, "flask", "1");
    sync(other, "main", lock);
    install(other, "flask==3");
    SmallHouse empty = new SmallHouse(Files.createDirectory(elsewhere.resolve("empty")));
    other.environments.generations("main").forEach(g -> empty.environments.add("main", g.state()));
    offer(empty, "flask", "1");
    empty.generations.revert(empty.caller(), "main", OptionalInt.of(1), false);
    assertEquals("flask 1", empty.contents());
    assertEquals(1, empty.fetcher.downloads.size());
  }

  @Test
  void going_back_to_what_is_there_makes_no_generation() {
    install(house, "flask==1");
    assertEquals(1, revert(1).generation());
  }
}
