package org.omnipkg.tck.toy;

import java.util.Map;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

public class ToyEcosystemTest extends EcosystemContract {
  private final Ecosystem toy = new ToyLanguage();

  @Override
  protected Ecosystem ecosystem() {
    return toy;
  }

  @Override
  protected String spelled() {
    return "Red_Brick";
  }

  /** Without a bundle there is no component description to read them from. */
  @Override
  protected Map<String, String> properties() {
    return Map.of(Ecosystem.ID, "toy");
  }
}
