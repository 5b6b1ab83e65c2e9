package org.omnipkg.tck;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.tck.sabotage.bundle.Clinging;
import org.omnipkg.tck.sabotage.bundle.Homesick;
import org.omnipkg.tck.sabotage.bundle.Rude;
import org.omnipkg.tck.sabotage.bundle.Tired;

class BundleSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<ToyBundle>> FLAWS =
      AddOnFlaws.and(
          entry("it_registers_exactly_one_ecosystem", toy -> toy.times(2)),
          entry("its_services_say_whose_they_are", toy -> toy.saying("bricks")),
          entry(
              "its_manifest_says_which_language_it_brings",
              toy -> toy.header("Provide-Capability", "")),
          entry(
              "each_resolver_is_there_as_its_manifest_says",
              toy ->
                  toy.header(
                      "Provide-Capability",
                      "omnipkg.ecosystem;omnipkg.ecosystem=toy,"
                          + "omnipkg.solver;omnipkg.solver=quick;omnipkg.ecosystem=toy")),
          entry("each_part_answers_or_refuses_politely", toy -> toy.of(Rude.class)),
          entry("it_survives_twenty_stops_and_starts", toy -> toy.of(Tired.class)),
          entry("it_survives_twenty_updates_under_calls", toy -> toy.of(Homesick.class)),
          entry("what_was_updated_leaves_no_class_loader_behind", toy -> toy.of(Clinging.class)));

  @Override
  protected Class<?> contract() {
    return BundleContract.class;
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
  static final class Specimen extends BundleContract {
    private final ToyBundle toy;

    @TempDir static Path folder;

    Specimen(Flaw flaw) {
      toy = flaw.in(new ToyBundle(), FLAWS);
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
