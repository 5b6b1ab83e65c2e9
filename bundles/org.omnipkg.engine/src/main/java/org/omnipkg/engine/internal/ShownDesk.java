package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.spi.PassingDesk;

/** A desk whose confined children see some places more: those of the environment they work in. */
record ShownDesk(HouseDesk desk, List<Path> shown) implements PassingDesk {
  @Override
  public Output run(Command command) {
    return desk.run(
        new Command(
            command.argv(),
            command.directory(),
            command.environment(),
            command.input(),
            command.timeout(),
            command.sandbox().map(this::wider)));
  }

  private Sandbox wider(Sandbox sandbox) {
    List<Path> readable = new ArrayList<>(shown);
    readable.addAll(sandbox.readable());
    return new Sandbox(readable, sandbox.writable());
  }
}
