package @PACKAGE@;

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

/** The index against a registry written down beforehand; nothing is asked of a real one. */
class @NAME@IndexTest extends PackageIndexContract {
  private static final String INDEX = "https://index.example/@ID@/";
  private static final String OTHER = "https://other.example/@ID@/";
  private static final String BROKEN = "https://broken.example/@ID@/";

  @TempDir protected Path scratch;

  /** Writes every document down that the index asks these places for. */
  private CannedDesk registry(String... places) {
    CannedDesk desk = new CannedDesk(scratch);
    for (String place : places) {
      desk.source("index-" + desk.sources(@NAME@Language.ID).size(), place, Source.Form.INDEX);
    }
    // e.g. desk.document(INDEX + "some-name", "text/plain", "…") with the versions 1.0 and 1.2,
    // the latter in need of other-name; OTHER has some-name 9.0; and
    // desk.refusing(BROKEN + "some-name", "fetch.server-error")
    throw new Missing(
        "@NAME@IndexTest.registry",
        "write down what a small registry answers, as the comment there says, in the registry's"
            + " own form");
  }

  @Override
  protected PackageIndex index() {
    return new @NAME@Index(new @NAME@Grammar(), versions());
  }

  @Override
  protected Versions versions() {
    return new @NAME@Versions();
  }

  @Override
  protected Desk desk() {
    return registry(INDEX);
  }

  @Override
  protected Desk brokenDesk() {
    return registry(BROKEN);
  }

  @Override
  protected Desk twoIndexes() {
    return registry(INDEX, OTHER);
  }

  @Override
  protected Desk brokenFirst() {
    return registry(BROKEN, INDEX);
  }

  @Override
  protected PackageName known() {
    return new PackageName(@NAME@Language.ID, "some-name");
  }

  @Override
  protected PackageName unknown() {
    return new PackageName(@NAME@Language.ID, "unknown-name");
  }

  /** A version and the words of its needs. */
  @Override
  protected Needy needy() {
    return new Needy("1.2", List.of("other-name"));
  }

  /** A pre-release; where the language has none, any version. */
  @Override
  protected String prerelease() {
    return "1.0";
  }

  /** One that was taken back; where that cannot be done, any version. */
  @Override
  protected String withdrawn() {
    return "1.0";
  }

  /** What the registry has: PRERELEASES are rehearsals, WITHDRAWALS can be taken back. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }
}
