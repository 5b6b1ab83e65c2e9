package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Receipt;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.Told;

/** What the languages of one command do at the same time. */
class TogetherTest {
  @TempDir private Path home;
  private SmallHouse house;
  private ToyLanguage toy;
  private final Told told = new Told();

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    toy = ToyLanguage.learnt(house, home);
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  private Receipt install(String... words) {
    return house.install.run(house.caller(told), SmallHouse.request(words));
  }

  private static boolean isToy(URI location) {
    return location.getPath().endsWith(".toy");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("cancelled");
    }
  }

  private static Refusal refusal(String code) {
    return new Refusal(Diagnostic.outside(code, "it is not to be had", ""));
  }

  @Test
  void trees_of_two_languages_come_at_the_same_time_in_one_step() {
    CountDownLatch both = new CountDownLatch(2);
    house.fetcher.underWay =
        location -> {
          both.countDown();
          await(both);
        };
    install("toy:block", "rich");
    assertEquals("block 9, rich 9", house.contents());
    List<String> steps = List.of("Downloading", "Storing", "Linking");
    assertEquals(steps, told.steps().stream().filter(steps::contains).toList());
  }

  @Test
  void a_tree_that_does_not_come_ends_those_of_the_other_language() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    house.fetcher.underWay =
        location -> {
          if (!isToy(location)) {
            await(begun);
            throw refusal("fetch.no-network");
          }
          begun.countDown();
          try {
            await(new CountDownLatch(1));
          } finally {
            ended.set(true);
          }
        };
    Refusal refusal = assertThrows(Refusal.class, () -> install("toy:block", "rich"));
    assertEquals("fetch.no-network", refusal.diagnostic().code());
    assertTrue(ended.get());
    assertEquals(0, house.generations());
  }

  // STEP3

  /** In front of the solver of a language: something that happens first. */
  private void before(String language, Consumer<Desk> first) {
    boolean second = language.equals("toy");
    Solver solver = second ? toy : house.languages.solvers.get("small");
    Solver other =
        (problem, facts, desk) -> {
          first.accept(desk);
          return solver.solve(problem, facts, desk);
        };
    if (second) {
      house.languages.own.put("toy house", other);
    } else {
      house.languages.solvers.put("small", other);
    }
  }

  @Test
  void languages_are_solved_at_the_same_time() {
    CountDownLatch both = new CountDownLatch(2);
    for (String language : List.of("toy", "python")) {
      before(
          language,
          desk -> {
            both.countDown();
            await(both);
          });
    }
    install("rich", "toy:block");
    assertEquals("block 9, rich 9", house.contents());
    assertEquals(List.of("python:rich", "toy:block"), house.roots());
  }

  @Test
  void of_two_refusals_the_one_of_the_first_language_is_told() {
    CountDownLatch refused = new CountDownLatch(1);
    before(
        "toy",
        desk -> {
          refused.countDown();
          throw refusal("toy.refused");
        });
    before(
        "python",
        desk -> {
          await(refused);
          throw refusal("python.refused");
        });
    Refusal refusal = assertThrows(Refusal.class, () -> install("rich", "toy:block"));
    assertEquals("python.refused", refusal.diagnostic().code());
    refusal = assertThrows(Refusal.class, () -> install("toy:block", "rich"));
    assertEquals("toy.refused", refusal.diagnostic().code());
    assertEquals(0, house.generations());
  }

  @Test
  void a_refusal_of_the_first_language_ends_the_others() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    before(
        "toy",
        desk -> {
          await(begun);
          throw refusal("toy.refused");
        });
    before(
        "python",
        desk -> {
          begun.countDown();
          try {
            await(new CountDownLatch(1));
          } finally {
            ended.set(true);
          }
        });
    Refusal refusal = assertThrows(Refusal.class, () -> install("toy:block", "rich"));
    assertEquals("toy.refused", refusal.diagnostic().code());
    assertTrue(ended.get());
  }

  @Test
  void solving_ends_when_its_caller_is_gone() {
    before(
        "toy",
        desk -> {
          told.cancel();
          desk.progress().checkpoint();
        });
    before(
        "python",
        desk -> {
          while (true) {
            desk.progress().checkpoint();
          }
        });
    assertThrows(CancellationException.class, () -> install("toy:block", "rich"));
    assertEquals(0, house.generations());
  }

  @Test
  void what_turns_out_to_be_needed_of_the_other_language_is_solved_again() {
    toy.needs.put("block 9", List.of("python:rich==2"));
    install("rich", "toy:block");
    assertEquals("block 9, rich 2", house.contents());
    assertEquals(2, house.problems.size());
  }
}
