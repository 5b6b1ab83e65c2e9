package org.omnipkg.tck.sabotage;

import java.util.function.UnaryOperator;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.OtherDesk;

/** A desk that runs other commands than it is asked for. */
final class SpoiltCommands extends OtherDesk {
  private final UnaryOperator<Command> change;

  SpoiltCommands(Desk desk, UnaryOperator<Command> change) {
    super(desk);
    this.change = change;
  }

  @Override
  public Output run(Command command) {
    return super.run(change.apply(command));
  }
}
