package org.omnipkg.archive.internal;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Room for a packed file and for its content; made once for many archives, while memory is there.
 */
final class Buffers {
  private byte[] packed = new byte[0];
  private byte[] plain = new byte[0];

  byte[] packed(int length) {
    packed = room(packed, length);
    return packed;
  }

  byte[] plain(int length) {
    plain = room(plain, length);
    return plain;
  }

  private static byte[] room(byte[] bytes, int length) {
    return bytes.length >= length ? bytes : new byte[Math.max(length, bytes.length * 2)];
  }

  /** Those that nobody uses now. */
  static final class Spare {
    private final ConcurrentLinkedDeque<SoftReference<Buffers>> spare =
        new ConcurrentLinkedDeque<>();

    Buffers take() {
      SoftReference<Buffers> one;
      while ((one = spare.pollFirst()) != null) {
        @Nullable Buffers there = one.get();
        if (there != null) {
          return there;
        }
      }
      return new Buffers();
    }

    void give(Buffers buffers) {
      spare.addFirst(new SoftReference<>(buffers));
    }
  }
}
