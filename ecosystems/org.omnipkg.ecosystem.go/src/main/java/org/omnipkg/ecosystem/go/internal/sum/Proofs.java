package org.omnipkg.ecosystem.go.internal.sum;

/**
 * The hash of whole trees and of ways to a record, from hashes of full subtrees. What it is given
 * is not trusted: an answer counts when it is the root that was signed.
 */
final class Proofs {
  private Proofs() {}

  /** Tells hashes of full subtrees: of {@code 1 << level} records, the index-th of that level. */
  interface Subtrees {
    Hash at(int level, long index);
  }

  /** The root of the tree of the first records. */
  static Hash root(long size, Subtrees subtrees) {
    return range(0, size, subtrees);
  }

  /**
   * The root built so that the tree of the first {@code older} records can be seen in it: with the
   * same subtrees, {@code root(older)} is then that tree's own.
   */
  static Hash rootAlong(long older, long size, Subtrees subtrees) {
    return along(0, size, older, subtrees);
  }

  private static Hash along(long from, long to, long older, Subtrees subtrees) {
    if (older <= from || older >= to) {
      return range(from, to, subtrees);
    }
    long split = from + split(to - from);
    return Hash.node(along(from, split, older, subtrees), along(split, to, older, subtrees));
  }

  /** The root as it follows from one record and what stands beside its way up. */
  static Hash rootOver(long record, Hash leaf, long size, Subtrees subtrees) {
    return over(0, size, record, leaf, subtrees);
  }

  private static Hash over(long from, long to, long record, Hash leaf, Subtrees subtrees) {
    if (to - from == 1) {
      return leaf;
    }
    long split = from + split(to - from);
    return record < split
        ? Hash.node(over(from, split, record, leaf, subtrees), range(split, to, subtrees))
        : Hash.node(range(from, split, subtrees), over(split, to, record, leaf, subtrees));
  }

  private static Hash range(long from, long to, Subtrees subtrees) {
    long size = to - from;
    if (Long.bitCount(size) == 1) {
      int level = Long.numberOfTrailingZeros(size);
      return subtrees.at(level, from >> level);
    }
    long split = split(size);
    return Hash.node(range(from, from + split, subtrees), range(from + split, to, subtrees));
  }

  /** The greatest power of two below. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
