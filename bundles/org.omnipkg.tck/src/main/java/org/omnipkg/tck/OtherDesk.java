package org.omnipkg.tck;

import org.omnipkg.spi.Desk;
import org.omnipkg.spi.PassingDesk;

/** A desk that does what another does; extend it to change a little of it. */
public class OtherDesk implements PassingDesk {
  private final Desk desk;

  public OtherDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public final Desk desk() {
    return desk;
  }
}
