package org.omnipkg.tck.toy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.NameSearchContract;

public class ToyNamesTest extends NameSearchContract {
  private static final String INDEX = "https://index.example/toys/";

  @TempDir protected Path scratch;

  private CannedDesk index() {
    return new CannedDesk(scratch).source("default", INDEX, Source.Form.INDEX);
  }

  @Override
  protected NameSearch search() {
    return new ToyNames();
  }

  @Override
  protected Grammar grammar() {
    return new ToyGrammar();
  }

  @Override
  protected Desk desk() {
    return index().document(INDEX + "brick", "text/plain", "1 brick-1.toy\n2 brick-2.toy\n");
  }

  @Override
  protected Desk brokenDesk() {
    return index().refusing(INDEX + "brick", "fetch.server-error");
  }

  @Override
  protected String word() {
    return "Brick";
  }

  @Override
  protected PackageName meant() {
    return new PackageName("toy", "brick");
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
