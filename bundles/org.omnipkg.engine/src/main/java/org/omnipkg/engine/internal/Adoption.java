package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.Environments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what others did inside an environment into its next generation. */
@Component(service = Adoption.class)
public final class Adoption {
  private final Environments environments;

  @Activate
  public Adoption(@Reference Environments environments) {
    this.environments = environments;
  }

  /** Whether others did something inside since; cheap, for the commands that change nothing. */
  boolean touched(Environments.Generation generation) {
    return false;
  }

  /** The environment as the next change finds it; called with the environment held. */
  Baseline baseline(Environments.Hold hold, HouseDesk desk) {
    Optional<Environments.Generation> current = environments.current(hold.environment());
    return new Baseline(current, current.map(Environments.Generation::state), Map.of(), List.of());
  }
}
