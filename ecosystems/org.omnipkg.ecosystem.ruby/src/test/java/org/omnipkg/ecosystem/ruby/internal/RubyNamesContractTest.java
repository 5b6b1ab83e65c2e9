package org.omnipkg.ecosystem.ruby.internal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.NameSearchContract;

class RubyNamesContractTest extends NameSearchContract {
  private static final String INDEX = "https://index.example";

  @TempDir Path scratch;

  @Override
  protected NameSearch search() {
    return new RubyNames();
  }

  @Override
  protected Grammar grammar() {
    return new RubyGrammar();
  }

  private CannedDesk index() {
    return new CannedDesk(scratch)
        .source("default", INDEX, Source.Form.INDEX)
        .document(INDEX + "/versions", "text/plain", "created_at: now\n---\n");
  }

  @Override
  protected Desk desk() {
    String sum = "0".repeat(64);
    return index()
        .document(
            INDEX + "/info/brick",
            "text/plain",
            "---\n1.0 |checksum:" + sum + "\n2.0 |checksum:" + sum + "\n");
  }

  @Override
  protected Desk brokenDesk() {
    return index().refusing(INDEX + "/info/brick", "fetch.server-error");
  }

  @Override
  protected String word() {
    return "brick";
  }

  @Override
  protected PackageName meant() {
    return new PackageName("ruby", "brick");
  }

  @Override
  protected String unknown() {
    return "brook";
  }

  @Override
  protected String nonsense() {
    return "two bricks";
  }
}
