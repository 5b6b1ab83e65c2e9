package org.omnipkg.tck.sabotage.bundle;

/** Never answers well. */
public final class Rude extends Moody {
  @Override
  boolean isWell(String before, String now) {
    return false;
  }

  @Override
  String remembered(String before, String now) {
    return now;
  }
}
