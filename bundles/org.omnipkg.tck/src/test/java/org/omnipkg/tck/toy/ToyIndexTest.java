package org.omnipkg.tck.toy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackageIndexContract;

public class ToyIndexTest extends PackageIndexContract {
  private static final String INDEX = "https://index.example/toys/";
  private static final String OTHER = "https://other.example/toys/";
  private static final String BROKEN = "https://broken.example/toys/";

  @TempDir protected Path scratch;

  private CannedDesk desk(String... indexes) {
    CannedDesk desk =
        new CannedDesk(scratch)
            .document(
                INDEX + "brick",
                "text/plain",
                """
                10 brick-10.toy
                9 brick-9.toy withdrawn it crumbles
                11~ brick-11~.toy
                2 brick-2.toy
                """)
            .document(INDEX + "brick-10.toy.needs", "text/plain", "mortar>=2\nsand\n")
            .document(OTHER + "brick", "text/plain", "99 brick-99.toy\n")
            .refusing(BROKEN + "brick", "fetch.server-error");
    for (String index : indexes) {
      desk.source("index-" + desk.sources("toy").size(), index, Source.Form.INDEX);
    }
    return desk;
  }

  @Override
  protected PackageIndex index() {
    return new ToyIndex(new ToyGrammar());
  }

  @Override
  protected Versions versions() {
    return new ToyVersions();
  }

  @Override
  protected Desk desk() {
    return desk(INDEX);
  }

  @Override
  protected Desk brokenDesk() {
    return desk(BROKEN);
  }

  @Override
  protected Desk twoIndexes() {
    return desk(INDEX, OTHER);
  }

  @Override
  protected Desk brokenFirst() {
    return desk(BROKEN, INDEX);
  }

  @Override
  protected PackageName known() {
    return new PackageName("toy", "brick");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName("toy", "brook");
  }

  @Override
  protected Needy needy() {
    return new Needy("10", List.of("mortar>=2", "sand"));
  }

  @Override
  protected String prerelease() {
    return "11~";
  }

  @Override
  protected String withdrawn() {
    return "9";
  }
}
