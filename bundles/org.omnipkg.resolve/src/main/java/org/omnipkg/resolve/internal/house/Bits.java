package org.omnipkg.resolve.internal.house;

import java.util.Arrays;
import java.util.BitSet;

/**
 * An unchangeable set of small numbers. Two of them are used together only if made for one size.
 */
final class Bits {
  private final long[] words;

  private Bits(long[] words) {
    this.words = words;
  }

  private static long[] room(int size) {
    return new long[(size + 63) >> 6];
  }

  static Bits none(int size) {
    return new Bits(room(size));
  }

  /** All numbers below {@code to}. */
  static Bits below(int to, int size) {
    long[] words = room(size);
    for (int i = 0; i < to >> 6; i++) {
      words[i] = -1L;
    }
    if ((to & 63) != 0) {
      words[to >> 6] = (1L << (to & 63)) - 1;
    }
    return new Bits(words);
  }

  static Bits of(int bit, int size) {
    long[] words = room(size);
    words[bit >> 6] = 1L << (bit & 63);
    return new Bits(words);
  }

  static Bits of(BitSet set, int size) {
    return new Bits(Arrays.copyOf(set.toLongArray(), (size + 63) >> 6));
  }

  BitSet toBitSet() {
    return BitSet.valueOf(words);
  }

  boolean has(int bit) {
    return (words[bit >> 6] & 1L << (bit & 63)) != 0;
  }

  boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other has all of these. */
  boolean within(Bits other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & ~other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean meets(Bits other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & other.words[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  Bits and(Bits other) {
    long[] both = new long[words.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = words[i] & other.words[i];
    }
    return new Bits(both);
  }

  Bits or(Bits other) {
    long[] either = new long[words.length];
    for (int i = 0; i < either.length; i++) {
      either[i] = words[i] | other.words[i];
    }
    return new Bits(either);
  }

  Bits minus(Bits other) {
    long[] rest = new long[words.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = words[i] & ~other.words[i];
    }
    return new Bits(rest);
  }

  Bits with(int bit) {
    long[] more = words.clone();
    more[bit >> 6] |= 1L << (bit & 63);
    return new Bits(more);
  }

  Bits without(int bit) {
    long[] less = words.clone();
    less[bit >> 6] &= ~(1L << (bit & 63));
    return new Bits(less);
  }

  int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** The largest; -1 when there is none. */
  int last() {
    return previous(words.length * 64 - 1);
  }

  /** The largest that is at most {@code from}; -1 when there is none. */
  int previous(int from) {
    if (from < 0) {
      return -1;
    }
    int at = from >> 6;
    long word = words[at] & -1L >>> 63 - (from & 63);
    while (word == 0 && at > 0) {
      word = words[--at];
    }
    return word == 0 ? -1 : (at << 6) + 63 - Long.numberOfLeadingZeros(word);
  }

  /** The smallest that is at least {@code from}; -1 when there is none. */
  int next(int from) {
    int at = from >> 6;
    if (at >= words.length) {
      return -1;
    }
    long word = words[at] & -1L << (from & 63);
    while (word == 0 && at < words.length - 1) {
      word = words[++at];
    }
    return word == 0 ? -1 : (at << 6) + Long.numberOfTrailingZeros(word);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bits bits && Arrays.equals(bits.words, words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return toBitSet().toString();
  }
}
