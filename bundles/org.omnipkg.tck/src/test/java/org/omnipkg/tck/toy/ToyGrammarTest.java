package org.omnipkg.tck.toy;

import java.net.URI;
import java.util.List;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.GrammarContract;

public class ToyGrammarTest extends GrammarContract {
  @Override
  protected Grammar grammar() {
    return new ToyGrammar();
  }

  @Override
  protected String ecosystem() {
    return "toy";
  }

  @Override
  protected List<String> spellings() {
    return List.of("red-brick", "Red_Brick", "RED-BRICK");
  }

  @Override
  protected String ranged() {
    return "red-brick>=2,<5";
  }

  @Override
  protected String featured(String feature) {
    return "red-brick[" + feature + "]";
  }

  @Override
  protected String direct(URI place) {
    return "red-brick @ " + place;
  }

  @Override
  protected List<String> malformed() {
    return List.of("", "brick=", "brick=one", "3", "brick[", "two bricks");
  }
}
