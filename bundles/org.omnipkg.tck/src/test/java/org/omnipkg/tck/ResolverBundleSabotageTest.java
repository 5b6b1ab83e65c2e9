package org.omnipkg.tck;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.tck.sabotage.bundle.TiredSolver;

class ResolverBundleSabotageTest extends SabotageContract {
  private static final String DESCRIBED = "each_resolver_is_there_as_its_manifest_says";

  private static final Map<String, UnaryOperator<ToyBundle>> FLAWS =
      AddOnFlaws.and(
          entry("it_brings_a_resolver", toy -> toy.times(0).header("Provide-Capability", "")),
          entry(DESCRIBED, toy -> toy.resolving("slow", "quick")),
          entry("it_survives_twenty_stops_and_starts", toy -> toy.of(TiredSolver.class)));

  private static final Map<String, UnaryOperator<ToyBundle>> MISDESCRIBED =
      Map.of(
          "of another language", toy -> toy.saying("bricks"),
          "not there", toy -> toy.times(0),
          "not said", toy -> toy.header("Provide-Capability", ""));

  @Override
  protected Class<?> contract() {
    return ResolverBundleContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"of another language", "not there", "not said"})
  void a_resolver_is_told_from_its_description_by_all_it_says(String flaw) {
    Laws.Verdict verdict = Laws.judge(Specimen.class, new Flaw(flaw));
    assertEquals(Set.of(DESCRIBED), verdict.broken().keySet(), () -> verdict.broken().toString());
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ResolverBundleContract {
    private final ToyBundle toy;

    @TempDir static Path folder;

    Specimen(Flaw flaw) {
      Map<String, UnaryOperator<ToyBundle>> all = new HashMap<>(FLAWS);
      all.putAll(MISDESCRIBED);
      toy = flaw.in(new ToyBundle().resolving("quick", "quick"), all);
    }

    @Override
    protected Path jar() {
      return toy.in(folder);
    }

    @Override
    int rounds() {
      return 4;
    }
  }
}
