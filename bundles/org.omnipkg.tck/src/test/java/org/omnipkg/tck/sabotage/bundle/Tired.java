package org.omnipkg.tck.sabotage.bundle;

/** Cannot be started twice. */
public final class Tired extends Moody {
  @Override
  boolean isWell(String before, String now) {
    return !before.equals(now);
  }

  @Override
  String remembered(String before, String now) {
    return now;
  }
}
