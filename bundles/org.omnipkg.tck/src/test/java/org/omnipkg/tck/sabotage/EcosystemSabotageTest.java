package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.tck.EcosystemContract;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherEcosystem;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyEcosystemTest;
import org.omnipkg.tck.toy.ToyLayout;

class EcosystemSabotageTest extends SabotageContract {
  private static final String SERVICE = "the_service_says_whose_it_is";

  private static final Map<String, UnaryOperator<Ecosystem>> FLAWS =
      Map.ofEntries(
          entry(
              "its_id_is_one_lower_case_word",
              toy ->
                  new OtherWords(toy, speaking(toy, "Toy")) {
                    @Override
                    public String id() {
                      return "Toy";
                    }
                  }),
          entry(
              "its_aliases_are_lower_case_words_besides_the_id",
              toy ->
                  new OtherWords(toy, toy.grammar()) {
                    @Override
                    public Set<String> aliases() {
                      return Set.of("bricks", "toy");
                    }
                  }),
          entry(SERVICE, toy -> toy),
          entry(
              "every_mandatory_part_is_there",
              toy ->
                  new OtherWords(toy, toy.grammar()) {
                    @Override
                    @SuppressWarnings("NullAway")
                    public PackageIndex index() {
                      return null;
                    }
                  }),
          entry(
              "a_part_stays_the_same_for_as_long_as_the_service_lives",
              toy ->
                  new OtherWords(toy, toy.grammar()) {
                    @Override
                    public Layout layout() {
                      return new ToyLayout();
                    }
                  }),
          entry("its_names_carry_its_id", toy -> new OtherWords(toy, speaking(toy, "bricks"))),
          entry(
              "an_exact_requirement_admits_that_version_alone",
              toy ->
                  new OtherWords(
                      toy,
                      new OtherGrammar(toy.grammar()) {
                        @Override
                        public String exact(Pin pin, Set<String> features) {
                          return pin.name().name() + ">=" + pin.version();
                        }
                      })),
          entry(
              "its_package_urls_are_of_one_kind",
              toy ->
                  new OtherWords(
                      toy,
                      new OtherGrammar(toy.grammar()) {
                        @Override
                        public String purl(Pin pin) {
                          return "pkg:" + pin.name().name() + "/" + sound.purl(pin);
                        }
                      })));

  private static class OtherWords extends OtherEcosystem {
    private final Grammar grammar;

    OtherWords(Ecosystem sound, Grammar grammar) {
      super(sound);
      this.grammar = grammar;
    }

    @Override
    public Grammar grammar() {
      return grammar;
    }
  }

  private static Grammar speaking(Ecosystem toy, String id) {
    return new OtherGrammar(toy.grammar()) {
      @Override
      public PackageName name(String spelled) {
        return new PackageName(id, sound.name(spelled).name());
      }
    };
  }

  @Override
  protected Class<?> contract() {
    return EcosystemContract.class;
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
  static final class Specimen extends ToyEcosystemTest {
    private final Ecosystem ecosystem;
    private final Flaw flaw;

    Specimen(Flaw flaw) {
      this.flaw = flaw;
      ecosystem = flaw.in(super.ecosystem(), FLAWS);
    }

    @Override
    protected Ecosystem ecosystem() {
      return ecosystem;
    }

    @Override
    protected Map<String, String> properties() {
      String said = flaw.law().equals(SERVICE) ? "bricks" : ecosystem.id();
      return Map.of(Ecosystem.ID, said);
    }
  }
}
