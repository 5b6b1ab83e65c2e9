package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.List;
import org.omnipkg.ecosystem.python.internal.PythonGrammar;
import org.omnipkg.spi.Grammar;
import org.omnipkg.tck.RequirementsFileContract;

class RequirementsFileContractTest extends RequirementsFileContract {
  @Override
  protected Grammar grammar() {
    return new PythonGrammar();
  }

  @Override
  protected List<String> requirements() {
    return List.of("brick>=2", "sand");
  }

  @Override
  protected String malformed() {
    return "brick=1.0";
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
    return words + " --hash=sha256:" + sha256;
  }

  @Override
  protected String from(String address) {
    return "--extra-index-url " + address;
  }

  @Override
  protected String variable(String name) {
    return "${" + name + "}";
  }
}
