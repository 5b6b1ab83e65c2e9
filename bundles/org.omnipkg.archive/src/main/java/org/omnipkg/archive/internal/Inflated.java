package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a single packed file. */
final class Inflated extends Gate.Content {
  private final String name;
  private final InputStream plain;
  private final Budget budget;

  Inflated(String name, InputStream plain, Budget budget) {
    this.name = name;
    this.plain = plain;
    this.budget = budget;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    try {
      int got = plain.read(into, offset, length);
      if (got > 0) {
        budget.inflated(name, got);
        budget.content(name, got);
      }
      return got;
    } catch (IOException broken) {
      throw Reason.CORRUPT.at(name, "is damaged: " + broken.getMessage(), broken);
    }
  }
}
