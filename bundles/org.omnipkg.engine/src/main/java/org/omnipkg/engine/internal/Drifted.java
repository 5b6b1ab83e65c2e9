package org.omnipkg.engine.internal;

import org.omnipkg.environment.Environments;

/** Whether others changed the current generation; such changes stay in it. */
final class Drifted {
  private Drifted() {}

  static boolean is(Adoption adoption, Environments.Hold hold, HouseDesk desk) {
    Baseline base = adoption.baseline(hold, desk);
    return !base.adopted().isEmpty()
        || !base.state().equals(base.generation().map(Environments.Generation::state));
  }

  static void leftBehind(int generation, HouseDesk desk) {
    desk.progress()
        .note(
            "note: what others changed inside stays behind in generation " + generation);
  }
}
