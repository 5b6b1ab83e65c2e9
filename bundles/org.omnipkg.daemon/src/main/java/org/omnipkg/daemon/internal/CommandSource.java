package org.omnipkg.daemon.internal;

import java.time.Duration;
import org.omnipkg.api.Commands;

/** Where a session gets the commands from. */
interface CommandSource {
  /**
   * The commands as soon as they are there.
   *
   * @throws org.omnipkg.model.Refusal {@code daemon.not-ready} after {@code patience}
   */
  Commands await(Duration patience) throws InterruptedException;
}
