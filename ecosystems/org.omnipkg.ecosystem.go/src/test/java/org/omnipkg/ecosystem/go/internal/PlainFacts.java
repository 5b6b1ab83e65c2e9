package org.omnipkg.ecosystem.go.internal;

import org.omnipkg.spi.Desk;
import org.omnipkg.tck.DeskFacts;

/** Facts straight from the index of Go. */
public final class PlainFacts extends DeskFacts {
  public PlainFacts(Desk desk) {
    super(new GoEcosystem(), desk);
  }
}
