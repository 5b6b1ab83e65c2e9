package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.spi.NameSearch.Candidate;

/** What every {@link NameSearch} promises. Extend it and hand over a small registry. */
@Contract("NameSearch (optional): what a bare word may mean")
public abstract class NameSearchContract {
  protected abstract NameSearch search();

  /** The language's grammar. */
  protected abstract Grammar grammar();

  /** A registry that knows the word. */
  protected abstract Desk desk();

  /** A registry that answers the word with an error of its own. */
  protected abstract Desk brokenDesk();

  /** A word the registry knows. */
  protected abstract String word();

  /** The package it means. */
  protected abstract PackageName meant();

  /** A word that could be a name and that the registry does not know. */
  protected abstract String unknown();

  /** A word that cannot be a name in the language. */
  protected abstract String nonsense();

  private List<Candidate> found() {
    List<Candidate> found = search().search(word(), desk());
    assertFalse(found.isEmpty(), "`" + word() + "` is not found");
    return found;
  }

  @Test
  public void a_word_the_registry_knows_is_found() {
    assertTrue(found().stream().anyMatch(c -> c.name().equals(meant())), found().toString());
  }

  @Test
  public void a_word_the_registry_does_not_know_is_nothing() {
    assertEquals(List.of(), search().search(unknown(), desk()));
  }

  @Test
  public void what_cannot_be_a_name_is_nothing() {
    assertEquals(List.of(), search().search(nonsense(), desk()));
  }

  @Test
  public void a_registry_in_trouble_is_not_an_unknown_name() {
    assertThrows(Refusal.class, () -> search().search(word(), brokenDesk()));
  }

  @Test
  public void what_is_found_is_of_this_language() {
    found().forEach(c -> assertEquals(meant().ecosystem(), c.name().ecosystem(), c.toString()));
  }

  @Test
  public void nothing_is_found_twice() {
    Set<PackageName> names = new HashSet<>();
    found().forEach(c -> assertTrue(names.add(c.name()), c.toString()));
  }

  @Test
  public void the_words_of_a_candidate_ask_for_it() {
    for (Candidate candidate : found()) {
      assertTrue(
          search().search(candidate.words(), desk()).stream()
              .anyMatch(typed -> typed.name().equals(candidate.name())),
          "`" + candidate.words() + "` does not find " + candidate.name());
    }
  }

  @Test
  public void exact_is_who_bears_the_very_name() {
    for (Candidate candidate : found()) {
      boolean bears = grammar().name(word()).equals(candidate.name());
      assertEquals(bears, candidate.exact(), candidate.toString());
    }
  }

  @Test
  public void renown_is_between_nobody_and_everybody() {
    found().forEach(c -> assertTrue(c.renown() >= 0 && c.renown() <= 100, c.toString()));
  }

  @Test
  public void evidence_is_given_for_people() {
    found()
        .forEach(
            c ->
                assertFalse(
                    c.evidence().isBlank() || c.evidence().endsWith("."),
                    "the evidence is `" + c.evidence() + "`"));
  }

  @Test
  public void searching_runs_nothing() {
    WatchedDesk desk = new WatchedDesk(desk());
    search().search(word(), desk);
    assertEquals(List.of(), desk.ran());
  }

  @Test
  public void the_same_question_has_the_same_answer() {
    assertEquals(found(), found());
  }
}
