package org.omnipkg.archive.internal;

import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Progress;

/** What an archive may still cost, whoever reads it. */
final class Budget {
  /** Below this nobody is hurt, and small files of zeros are honest. */
  private static final long RATIO_FROM = 64L << 20;

  private static final int RATIO = 200;
  private static final long CHECK_EVERY = 1L << 20;

  private final Rules rules;
  private final long packed;
  private final Progress progress;
  private int entries;
  private long content;
  private long inflated;
  private long unreported;

  Budget(Rules rules, long packed, Progress progress) {
    this.rules = rules;
    this.packed = Math.max(packed, 1);
    this.progress = progress;
  }

  synchronized void entry(String name) {
    progress.checkpoint();
    if (++entries > rules.maxEntries()) {
      throw Reason.BOMB.at(name, "is one entry too many: more than " + rules.maxEntries());
    }
  }

  /** Bytes of a file in the archive. */
  synchronized void content(String name, long bytes) {
    content += bytes;
    if (content > rules.maxBytes()) {
      throw Reason.BOMB.at(name, "makes the archive larger than " + rules.maxBytes() + " bytes");
    }
    unreported += bytes;
    if (unreported >= CHECK_EVERY) {
      unreported = 0;
      progress.checkpoint();
    }
  }

  /** Bytes out of the decompressor, whatever they are for. */
  synchronized void inflated(String name, long bytes) {
    inflated += bytes;
    ratio(name, inflated);
  }

  /** Refuses before anything is inflated. */
  void declared(String name, long total) {
    if (total > rules.maxBytes()) {
      throw Reason.BOMB.at(name, "makes the archive larger than " + rules.maxBytes() + " bytes");
    }
    ratio(name, total);
  }

  private void ratio(String name, long total) {
    if (total > RATIO_FROM && total / packed > RATIO) {
      throw Reason.BOMB.at(name, "unpacks to more than " + RATIO + " times the archive's size");
    }
  }
}
