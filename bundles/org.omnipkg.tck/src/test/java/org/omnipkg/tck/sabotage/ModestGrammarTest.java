package org.omnipkg.tck.sabotage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.Laws;
import org.omnipkg.tck.toy.ToyGrammar;
import org.omnipkg.tck.toy.ToyGrammarTest;

/** A language may do without a behaviour, if it says so and declines it politely. */
class ModestGrammarTest {
  private static final Flaw UNTRUE = new Flaw("it says so but does it all the same");

  @Test
  void what_a_language_does_without_it_refuses() {
    assertEquals(Set.of(), Laws.judge(Modest.class, Flaw.NONE).broken().keySet());
  }

  @Test
  void who_claims_less_than_it_does_is_caught() {
    assertEquals(
        Set.of("a_feature_asked_for_is_kept", "a_place_stands_where_a_range_would"),
        Laws.judge(Modest.class, UNTRUE).broken().keySet());
  }

  @ExtendWith(Flaw.Given.class)
  static final class Modest extends ToyGrammarTest {
    private final Flaw flaw;

    Modest(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected boolean has(Behaviour behaviour) {
      return false;
    }

    @Override
    protected Grammar grammar() {
      return flaw.equals(UNTRUE) ? super.grammar() : new Plain();
    }
  }

  private static final class Plain extends OtherGrammar {
    Plain() {
      super(new ToyGrammar());
    }

    @Override
    public Dependency parse(String words) {
      Dependency read = super.parse(words);
      if (!read.features().isEmpty() || read.direct().isPresent()) {
        String message = "`" + read.target().name() + "` has neither features nor places";
        throw new Refusal(Diagnostic.user("requirement.malformed", message, ""));
      }
      return read;
    }
  }
}
