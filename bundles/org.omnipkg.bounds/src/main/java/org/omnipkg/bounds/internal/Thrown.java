package org.omnipkg.bounds.internal;

/** What was thrown, thrown on. */
final class Thrown {
  private Thrown() {}

  static RuntimeException unchecked(Throwable thrown) {
    throw Thrown.<RuntimeException>as(thrown);
  }

  @SuppressWarnings("unchecked") // erased: whatever it is is thrown
  private static <T extends Throwable> T as(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
