package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every contract promises in its turn: each law can be kept, each law can be broken, and who
 * breaks one law is caught by that law alone.
 */
public abstract class SabotageContract {
  /** The contract whose laws are on trial. */
  protected abstract Class<?> contract();

  /** A concrete class that extends the contract and shows the {@link Flaw} it is given. */
  protected abstract Class<?> specimen();

  /** The laws the specimen knows how to break. */
  protected abstract Set<String> flaws();

  @Test
  public void every_law_has_a_sabotage() {
    assertEquals(Laws.of(contract()), new TreeSet<>(flaws()));
  }

  @Test
  public void an_honest_specimen_keeps_every_law() {
    Laws.Verdict verdict = Laws.judge(specimen(), Flaw.NONE);
    assertEquals(Map.of(), verdict.broken());
    assertEquals(Laws.of(contract()), verdict.kept());
  }

  @TestFactory
  public Stream<DynamicTest> a_sabotage_is_caught_by_its_law_alone() {
    return new TreeSet<>(flaws())
        .stream()
            .map(
                law ->
                    dynamicTest(
                        law,
                        () -> {
                          Laws.Verdict verdict = Laws.judge(specimen(), new Flaw(law));
                          assertEquals(
                              Set.of(law),
                              verdict.broken().keySet(),
                              () -> verdict.broken().toString());
                        }));
  }
}
