package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Rehearsals;

class SolvePracticeTest {
  private static final URI ADDRESS = URI.create("https://localhost:1/");
  private static final Map<String, Object> SAID =
      Map.of(
          "omnipkg.paper", "python",
          "omnipkg.paper.index", "simple/",
          "omnipkg.paper.word", "a",
          "omnipkg.paper.type", "text/paper");
  private static final Function<URI, Map<String, byte[]>> PAPER =
      place -> Map.of("/simple/a/", place.toString().getBytes(StandardCharsets.UTF_8));

  @TempDir Path home;
  @TempDir Path cache;

  private final class Played implements Rehearsals.Rehearsal {
    final Fetcher fetcher;
    Map<String, byte[]> shown = Map.of();
    String type = "";

    Played(Fetcher fetcher) {
      this.fetcher = fetcher;
    }

    @Override
    public URI address() {
      return ADDRESS;
    }

    @Override
    public void show(Map<String, byte[]> documents, String type) {
      this.shown = documents;
      this.type = type;
    }

    @Override
    public Path cache() {
      return cache;
    }

    @Override
    public Fetcher fetcher() {
      return fetcher;
    }

    @Override
    public void close() {}
  }

  private SolvePractice practice(SmallHouse house, Rehearsals rehearsals) {
    return new SolvePractice(
        rehearsals,
        house.languages,
        house.runtimes,
        house.composing,
        house.sources,
        house.store,
        house.desks,
        new PaperHouse(
            house.store,
            house.environments,
            house.unpacker,
            house.locating,
            house.languages,
            house.settings,
            house.processes,
            () -> home,
            SmallHouse.silent()));
  }

  @Test
  void a_whole_change_is_worked_out_over_paper_and_no_environment_is_made() throws IOException {
    SmallHouse house = new SmallHouse(home);
    house.languages.solvers.put("house", house.languages.solvers.get("small"));
    house.fetcher.offer("a-1.whl", "wheel", "a 1");
    Played played = new Played(house.fetcher);
    SolvePractice practice = practice(house, () -> played);
    assertEquals(1, practice.solve(played, SAID, PAPER));
    assertEquals(List.of("/simple/a/"), List.copyOf(played.shown.keySet()));
    assertEquals("text/paper", played.type);
    assertEquals(1, house.problems.size());
    assertFalse(Files.exists(home.resolve("env/practice")));
  }

  @Test
  void without_a_runtime_of_the_language_there_is_nothing_to_practise() throws IOException {
    SmallHouse house = new SmallHouse(home);
    house.languages.skills.clear();
    Played played = new Played(house.fetcher);
    assertEquals(0, practice(house, () -> played).solve(played, SAID, PAPER));
    assertTrue(house.problems.isEmpty());
    assertFalse(Files.exists(home.resolve("env/practice")));
  }
}
