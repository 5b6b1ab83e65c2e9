package org.example.omnipkg.cargo;

import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

class CargoLanguageTest extends EcosystemContract {
  private final Ecosystem language = new CargoLanguage();

  @Override
  protected Ecosystem ecosystem() {
    return language;
  }

  @Override
  protected String spelled() {
    return "some-crate";
  }
}
