package org.omnipkg.ecosystem.go.internal.search;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.GoGrammar;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.NameSearchContract;

class GoNamesContractTest extends NameSearchContract {
  private static final String INDEX = "https://index.example";

  @TempDir Path scratch;

  @Override
  protected NameSearch search() {
    return new GoNames();
  }

  @Override
  protected Grammar grammar() {
    return new GoGrammar();
  }

  private CannedDesk proxy() {
    return new CannedDesk(scratch)
        .variable("GOSUMDB", "off")
        .variable("GOPROXY", "off")
        .variable("GOENV", "off")
        .source("default", INDEX, Source.Form.INDEX);
  }

  @Override
  protected Desk desk() {
    return proxy()
        .document(INDEX + "/example.com/door/@v/list", "text/plain", "v1.0.0\nv1.1.0\n")
        .document(
            INDEX + "/example.com/door/@v/v1.1.0.mod", "text/plain", "module example.com/door\n");
  }

  @Override
  protected Desk brokenDesk() {
    return proxy().refusing(INDEX + "/example.com/door/@v/list", "fetch.server-error");
  }

  @Override
  protected String word() {
    return "example.com/door";
  }

  @Override
  protected PackageName meant() {
    return new PackageName("go", "example.com/door");
  }

  @Override
  protected String unknown() {
    return "example.com/window";
  }

  @Override
  protected String nonsense() {
    return "two doors";
  }
}
