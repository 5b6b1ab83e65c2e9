package org.omnipkg.process;

import java.util.Optional;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.osgi.annotation.versioning.ProviderType;

/** Runs children to their end; the only place in the house that starts processes. */
@ProviderType
public interface Processes {
  /**
   * Runs a child. Cancellation and the timeout kill it and its descendants.
   *
   * @throws org.omnipkg.model.Refusal {@code process.not-found}, {@code process.timeout}, {@code
   *     sandbox.missing} when confinement is asked for and there is none
   */
  Desk.Output run(Desk.Command command, Progress progress);

  /** What confines children here, e.g. {@code bubblewrap 0.8.0}; empty when nothing can. */
  Optional<String> confinement();

  /** What binaries run on here. */
  Platform platform();
}
