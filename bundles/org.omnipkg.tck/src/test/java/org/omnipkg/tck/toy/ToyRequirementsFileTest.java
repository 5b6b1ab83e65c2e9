package org.omnipkg.tck.toy;

import java.util.List;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.RequirementsFileContract;

public class ToyRequirementsFileTest extends RequirementsFileContract {
  @Override
  protected Grammar grammar() {
    return new ToyGrammar();
  }

  @Override
  protected List<String> requirements() {
    return List.of("brick>=2", "sand");
  }

  @Override
  protected String malformed() {
    return "two bricks";
  }

  @Override
  protected String commented(String words, String comment) {
    return words + " # " + comment;
  }

  @Override
  protected String including(String file) {
    return "-r " + file;
  }

  @Override
  protected String held(String words, String sha256) {
    return words + " =sha256:" + sha256;
  }

  @Override
  protected String from(String address) {
    return "from " + address;
  }

  @Override
  protected String variable(String name) {
    return "$" + name;
  }
}
