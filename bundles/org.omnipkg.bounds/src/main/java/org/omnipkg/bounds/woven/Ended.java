package org.omnipkg.bounds.woven;

/** Ends a call into an added bundle from within. */
public final class Ended extends Error {
  private static final long serialVersionUID = 1;

  Ended(String why) {
    super(why, null, false, false);
  }
}
