package org.omnipkg.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.spi.Desk;

/** Another desk, and a list of the children that were run from it. */
public final class WatchedDesk extends OtherDesk {
  private final List<Command> ran = new CopyOnWriteArrayList<>();

  public WatchedDesk(Desk desk) {
    super(desk);
  }

  /** The children so far, in order. */
  public List<Command> ran() {
    return List.copyOf(ran);
  }

  @Override
  public Output run(Command command) {
    ran.add(command);
    return super.run(command);
  }
}
