package org.omnipkg.ecosystem.python.internal.search;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.PythonGrammar;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.NameSearchContract;

class PythonNamesContractTest extends NameSearchContract {
  private static final String INDEX = "https://index.example";

  @TempDir Path scratch;

  @Override
  protected NameSearch search() {
    return new PythonNames();
  }

  @Override
  protected Grammar grammar() {
    return new PythonGrammar();
  }

  private CannedDesk index() {
    return new CannedDesk(scratch).source("default", INDEX, Source.Form.INDEX);
  }

  @Override
  protected Desk desk() {
    return index()
        .document(
            INDEX + "/brick/",
            "application/vnd.pypi.simple.v1+json",
            """
            {"meta": {"api-version": "1.1"}, "name": "brick", "files": [
              {"filename": "brick-1.0-py3-none-any.whl", "url": "b1.whl", "hashes": {}},
              {"filename": "brick-2.0-py3-none-any.whl", "url": "b2.whl", "hashes": {}}]}
            """);
  }

  @Override
  protected Desk brokenDesk() {
    return index().refusing(INDEX + "/brick/", "fetch.server-error");
  }

  @Override
  protected String word() {
    return "Brick";
  }

  @Override
  protected PackageName meant() {
    return new PackageName("python", "brick");
  }

  @Override
  protected String unknown() {
    return "brook";
  }

  @Override
  protected String nonsense() {
    return "@types/node";
  }
}
