package org.omnipkg.ecosystem.go.internal.sum;

/** A checksum database contradicts itself; told further up, where the module is known. */
final class SumdbFlaw extends RuntimeException {
  private static final long serialVersionUID = 1;

  SumdbFlaw(String why) {
    super(why);
  }
}
