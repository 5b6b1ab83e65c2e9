package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An add-on that brings a resolver alone, honest and sabotaged. */
class ResolverBundleTest {
  private static final String LAW = "each_resolver_is_there_as_its_manifest_says";

  private static final Map<String, UnaryOperator<ToyBundle>> FLAWS =
      Map.of(
          "called otherwise", toy -> toy.resolving("slow", "quick"),
          "of another language", toy -> toy.saying("bricks"),
          "not there", toy -> toy.times(0),
          "not said", toy -> toy.header("Provide-Capability", ""));

  @Test
  void an_honest_one_keeps_what_is_asked_of_it() {
    Laws.Verdict verdict = Laws.judge(Specimen.class, Flaw.NONE);
    assertEquals(Map.of(), verdict.broken());
    assertTrue(
        verdict
            .kept()
            .containsAll(
                Set.of(
                    LAW,
                    "it_resolves_with_the_contracts_alone",
                    "it_imports_nothing_of_the_house_but_the_contracts",
                    "its_classes_run_on_java_17",
                    "it_survives_twenty_stops_and_starts")),
        () -> verdict.kept().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"called otherwise", "of another language", "not there", "not said"})
  void a_sabotage_is_caught_by_its_law_alone(String flaw) {
    Laws.Verdict verdict = Laws.judge(Specimen.class, new Flaw(flaw));
    assertEquals(Set.of(LAW), verdict.broken().keySet(), () -> verdict.broken().toString());
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends BundleContract {
    private final ToyBundle toy;

    @TempDir static Path folder;

    Specimen(Flaw flaw) {
      toy = flaw.in(new ToyBundle().resolving("quick", "quick"), FLAWS);
    }

    @Override
    protected boolean language() {
      return false;
    }

    @Override
    protected Path jar() {
      try {
        return toy.write(folder.resolve("toy.jar"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    int rounds() {
      return 4;
    }
  }
}
