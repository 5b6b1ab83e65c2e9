package org.omnipkg.ecosystem.go.internal.sum;

/** A checksum database contradicts itself; told further up, where the module is known. */
final class SumdbFlaw extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String why;

  SumdbFlaw(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
