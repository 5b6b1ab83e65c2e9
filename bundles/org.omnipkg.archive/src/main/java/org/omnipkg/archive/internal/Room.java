package org.omnipkg.archive.internal;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Arrays of one length that are needed for a moment each, by several threads. */
final class Room {
  private final int length;
  private final ConcurrentLinkedDeque<SoftReference<byte[]>> free = new ConcurrentLinkedDeque<>();

  Room(int length) {
    this.length = length;
  }

  byte[] take() {
    for (SoftReference<byte[]> one = free.poll(); one != null; one = free.poll()) {
      byte @Nullable [] there = one.get();
      if (there != null) {
        return there;
      }
    }
    return new byte[length];
  }

  /** By whoever took it, who does not use it any more. */
  void give(byte[] bytes) {
    free.push(new SoftReference<>(bytes));
  }
}
