package org.omnipkg.ecosystem.node.internal.pack;

import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** How much work the patterns of one package may make: they are whatever its authors wrote. */
final class Effort {
  /** Half a minute or so; a large repository with many patterns needs a tenth of it. */
  static final long USUAL = 10_000_000_000L;

  private long left;

  Effort(long left) {
    this.left = left;
  }

  /** A step. */
  void spend() {
    if (--left < 0) {
      throw new Refusal(
          Diagnostic.outside(
              "npm.endless-patterns",
              "what belongs to a package of a repository cannot be told in reasonable time",
              "its `files`, `.npmignore` or `.gitignore` have patterns that match in too many"
                  + " ways; tell its authors"));
    }
  }

  /** The same text, each look at which is a step. */
  CharSequence watched(String text) {
    return new Watched(text, this);
  }

  private record Watched(String text, Effort effort) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      effort.spend();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
