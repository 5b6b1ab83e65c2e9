package org.omnipkg.engine.internal;

/** What others changed stays in the generation they changed. */
final class Drifted {
  private Drifted() {}

  static void leftBehind(int generation, HouseDesk desk) {
    desk.progress()
        .note("note: what others changed inside stays behind in generation " + generation);
  }
}
