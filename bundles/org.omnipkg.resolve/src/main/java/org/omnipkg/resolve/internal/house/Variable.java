package org.omnipkg.resolve.internal.house;

/**
 * Something that takes one value of several: a package takes a release or is absent, an extra is
 * wanted or absent, a runtime is one of the candidates.
 */
final class Variable {
  final int index;

  /** How many numbers sets of its values are made for. */
  final int size;

  /** Every value it may take. */
  final Bits all;

  /** The value that says it is not there; -1 when it always is. */
  final int absent;

  private final Object subject;

  /**
   * @param subject what it stands for, for messages
   */
  Variable(int index, int size, Bits all, int absent, Object subject) {
    this.index = index;
    this.size = size;
    this.all = all;
    this.absent = absent;
    this.subject = subject;
  }

  Object subject() {
    return subject;
  }

  /** Those of some values that say it is there. */
  Bits present(Bits among) {
    return absent < 0 ? among : among.without(absent);
  }

  Bits complement(Bits of) {
    return all.minus(of);
  }

  @Override
  public String toString() {
    return subject.toString();
  }
}
