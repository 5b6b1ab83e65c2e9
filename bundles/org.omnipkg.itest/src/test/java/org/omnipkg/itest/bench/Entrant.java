package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** One who takes part in a race. What stands in {@code before} and {@code after} is not timed. */
record Entrant(String who, Act commands, Step before, Step after, LongSupplier server, int most) {
  /** What is timed in a round. */
  interface Act {
    List<Command> of(int round) throws IOException;
  }

  /** What is done around the timed part: to prepare it, or to see that it did what it should. */
  interface Step {
    void of(int round) throws IOException;
  }

  static Entrant of(String who, Command command) {
    return doing(who, round -> List.of(command));
  }

  static Entrant doing(String who, Act commands) {
    return new Entrant(who, commands, round -> {}, round -> {}, () -> 0, Integer.MAX_VALUE);
  }

  Entrant before(Step step) {
    return new Entrant(who, commands, step, after, server, most);
  }

  Entrant after(Step step) {
    return new Entrant(who, commands, before, step, server, most);
  }

  /** A resident process that works for it: its processor time counts too. */
  Entrant asking(LongSupplier pid) {
    return new Entrant(who, commands, before, after, pid, most);
  }

  /** Takes part in so many rounds only, the warm-up apart. */
  Entrant atMost(int rounds) {
    return new Entrant(who, commands, before, after, server, rounds);
  }
}
