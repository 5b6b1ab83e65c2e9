package org.omnipkg.ecosystem.node.internal.search;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.NameSearchContract;

class NpmSearchContractTest extends NameSearchContract {
  private static final String INDEX = "https://index.example";

  @TempDir Path scratch;

  @Override
  protected NameSearch search() {
    return new NpmSearch();
  }

  @Override
  protected Grammar grammar() {
    return new NodeGrammar();
  }

  private CannedDesk index() {
    return new CannedDesk(scratch).source("default", INDEX, Source.Form.INDEX);
  }

  @Override
  protected Desk desk() {
    return index()
        .document(
            INDEX + "/brick",
            "application/json",
            """
            {"name": "brick", "dist-tags": {"latest": "2.0.0"}, "versions": {
              "1.0.0": {"dist": {"tarball": "brick/-/brick-1.0.0.tgz"}},
              "2.0.0": {"dist": {"tarball": "brick/-/brick-2.0.0.tgz"}}}}
            """);
  }

  @Override
  protected Desk brokenDesk() {
    return index().refusing(INDEX + "/brick", "fetch.server-error");
  }

  @Override
  protected String word() {
    return "brick";
  }

  @Override
  protected PackageName meant() {
    return new PackageName("node", "brick");
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
