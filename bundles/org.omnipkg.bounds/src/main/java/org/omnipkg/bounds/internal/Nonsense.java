package org.omnipkg.bounds.internal;

/** An answer that cannot be. */
final class Nonsense extends RuntimeException {
  private static final long serialVersionUID = 1;

  Nonsense(String what) {
    super(what, null, false, false);
  }
}
