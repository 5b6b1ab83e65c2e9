package @PACKAGE@;

import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

class @NAME@LanguageTest extends EcosystemContract {
  private final Ecosystem language = new @NAME@Language();

  @Override
  protected Ecosystem ecosystem() {
    return language;
  }

  /** A name as people spell it. */
  @Override
  protected String spelled() {
    return "some-name";
  }
}
