package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Pin;

/**
 * What a change starts from: the current state, with what others did inside taken in.
 *
 * @param generation the current one; empty for a new environment
 * @param state its state as it is now meant to be
 * @param built artifacts made of what others installed, by pin; a solver must be given them
 * @param adopted what was taken in
 */
record Baseline(
    Optional<Environments.Generation> generation,
    Optional<State> state,
    Map<Pin, Artifact> built,
    List<Receipt.Change> adopted) {
  /** The current state alone, for changes that leave behind what others did. */
  static Baseline of(Optional<Environments.Generation> generation) {
    return new Baseline(
        generation, generation.map(Environments.Generation::state), Map.of(), List.of());
  }
}
