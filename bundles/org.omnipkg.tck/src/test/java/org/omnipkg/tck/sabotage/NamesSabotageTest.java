package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.spi.NameSearch.Candidate;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.NameSearchContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyNamesTest;

class NamesSabotageTest extends SabotageContract {
  private static final PackageName DOLL = new PackageName("toy", "doll");

  private static final Map<String, UnaryOperator<NameSearch>> FLAWS =
      Map.ofEntries(
          entry(
              "a_word_the_registry_knows_is_found",
              each(c -> new Candidate(DOLL, c.words(), false, c.renown(), c.evidence()))),
          entry("a_word_the_registry_does_not_know_is_nothing", guessing("brook")),
          entry("what_cannot_be_a_name_is_nothing", guessing("two bricks")),
          entry(
              "a_registry_in_trouble_is_not_an_unknown_name",
              search ->
                  (word, desk) -> {
                    try {
                      return search.search(word, desk);
                    } catch (Refusal trouble) {
                      return List.of();
                    }
                  }),
          entry(
              "what_is_found_is_of_this_language",
              found(
                  list ->
                      list.isEmpty() || !list.get(0).words().equals("Brick")
                          ? list
                          : Stream.concat(list.stream(), Stream.of(foreign(list.get(0))))
                              .toList())),
          entry(
              "nothing_is_found_twice",
              found(list -> Stream.concat(list.stream(), list.stream()).toList())),
          entry(
              "the_words_of_a_candidate_ask_for_it",
              each(c -> new Candidate(c.name(), "brook", c.exact(), c.renown(), c.evidence()))),
          entry(
              "exact_is_who_bears_the_very_name",
              each(c -> new Candidate(c.name(), c.words(), false, c.renown(), c.evidence()))),
          entry(
              "renown_is_between_nobody_and_everybody",
              each(c -> new Candidate(c.name(), c.words(), c.exact(), 101, c.evidence()))),
          entry(
              "evidence_is_given_for_people",
              each(c -> new Candidate(c.name(), c.words(), c.exact(), c.renown(), " "))),
          entry(
              "searching_runs_nothing",
              search ->
                  (word, desk) -> {
                    try {
                      desk.run(
                          new Desk.Command(
                              List.of("toy", word),
                              desk.directory(),
                              Map.of(),
                              Optional.empty(),
                              java.time.Duration.ZERO,
                              Optional.empty()));
                    } catch (UnsupportedOperationException canned) {
                      // it was tried
                    }
                    return search.search(word, desk);
                  }),
          entry(
              "the_same_question_has_the_same_answer",
              search -> {
                AtomicInteger turn = new AtomicInteger();
                return each(c ->
                        new Candidate(
                            c.name(), c.words(), c.exact(), turn.incrementAndGet(), c.evidence()))
                    .apply(search);
              }));

  private static Candidate foreign(Candidate c) {
    PackageName name = new PackageName("python", c.name().name());
    return new Candidate(name, "Brick", false, c.renown(), c.evidence());
  }

  private static UnaryOperator<NameSearch> guessing(String guessed) {
    return search ->
        (word, desk) ->
            word.equals(guessed)
                ? List.of(new Candidate(DOLL, "doll", false, 1, "a guess"))
                : search.search(word, desk);
  }

  private static UnaryOperator<NameSearch> each(UnaryOperator<Candidate> change) {
    return found(list -> list.stream().map(change).toList());
  }

  private static UnaryOperator<NameSearch> found(UnaryOperator<List<Candidate>> change) {
    return search -> (word, desk) -> change.apply(search.search(word, desk));
  }

  @Override
  protected Class<?> contract() {
    return NameSearchContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyNamesTest {
    private final NameSearch spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.search(), FLAWS);
    }

    @Override
    protected NameSearch search() {
      return spoilt;
    }
  }
}
