package @PACKAGE@;

import java.net.URI;
import java.util.List;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

/** Specimens: change them to what the language spells otherwise. */
class @NAME@GrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new @NAME@Grammar();
  }

  @Override
  protected String ecosystem() {
    return @NAME@Language.ID;
  }

  /** One name in several spellings that mean the same, the registry's own first. */
  @Override
  protected List<String> spellings() {
    return List.of("some-name");
  }

  @Override
  protected String ranged() {
    return "some-name>=1.2";
  }

  @Override
  protected String featured(String feature) {
    return "some-name[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "some-name @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of("", "!", "some-name>=", "two names");
  }

  /** What the language has: FEATURES are extras of a package, DIRECT_REFERENCES are places. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }
}
