package org.omnipkg.ecosystem.go.internal;

import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

class GoEcosystemTest extends EcosystemContract {
  private final Ecosystem go = new GoEcosystem();

  @Override
  protected Ecosystem ecosystem() {
    return go;
  }

  @Override
  protected String spelled() {
    return "github.com/gin-gonic/gin";
  }
}
