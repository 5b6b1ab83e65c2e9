package org.omnipkg.tck.sabotage.bundle;

/** Works in the revision it was installed as and in no other. */
public final class Homesick extends Moody {
  @Override
  boolean isWell(String before, String now) {
    return before.isEmpty() || before.equals(now);
  }

  @Override
  String remembered(String before, String now) {
    return before.isEmpty() ? now : before;
  }
}
