package @PACKAGE@;

import java.util.List;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

/** Specimens: change them to what the language spells otherwise. */
class @NAME@VersionsTest extends VersionsContract {
  @Override
  protected Versions versions() {
    return new @NAME@Versions();
  }

  @Override
  protected PackageName name() {
    return new PackageName(@NAME@Language.ID, "some-name");
  }

  @Override
  protected List<String> ascending() {
    return List.of("1.0", "1.2", "1.10", "2.0");
  }

  /** Above the first of those, below the last but one. */
  @Override
  protected String prerelease() {
    return "1.3";
  }

  @Override
  protected String exactly(String version) {
    return "==" + version;
  }

  @Override
  protected String atLeast(String version) {
    return ">=" + version;
  }

  @Override
  protected Target anywhere() {
    return Machines.target();
  }

  /** What the language has: PRERELEASES are rehearsals, WITHDRAWALS can be taken back. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }
}
