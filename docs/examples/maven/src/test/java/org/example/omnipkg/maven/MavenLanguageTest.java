package org.example.omnipkg.maven;

import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

class MavenLanguageTest extends EcosystemContract {
  private final Ecosystem language = new MavenLanguage();

  @Override
  protected Ecosystem ecosystem() {
    return language;
  }

  @Override
  protected String spelled() {
    return "org.example:sun";
  }
}
