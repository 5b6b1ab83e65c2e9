package org.omnipkg.ecosystem.node.internal;

import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;

public class NodeEcosystemTest extends EcosystemContract {
  private final NodeEcosystem node = new NodeEcosystem();

  @Override
  protected Ecosystem ecosystem() {
    return node;
  }

  @Override
  protected String spelled() {
    return "react";
  }
}
