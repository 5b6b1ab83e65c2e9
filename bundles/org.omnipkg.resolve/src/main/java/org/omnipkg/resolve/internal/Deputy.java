package org.omnipkg.resolve.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work a thread does for another one: where that one may go in, it may. */
final class Deputy {
  /** Whom a thread of somebody's pool works for while it does one piece of work. */
  private static final ThreadLocal<@Nullable Thread> FOR = new ThreadLocal<>();

  private Deputy() {}

  /** The thread the current one works for; mostly itself. */
  static Thread principal() {
    Thread lent = FOR.get();
    return lent == null ? Thread.currentThread() : lent;
  }

  /** The same work, done for the current thread's principal by whatever thread does it. */
  static Runnable doing(Runnable work) {
    Thread principal = principal();
    return () -> {
      Thread before = lend(principal);
      try {
        work.run();
      } finally {
        restore(before);
      }
    };
  }

  /** The same work, done for the current thread's principal by whatever thread does it. */
  static <T> Callable<T> of(Callable<T> work) {
    Thread principal = principal();
    return () -> {
      Thread before = lend(principal);
      try {
        return work.call();
      } finally {
        restore(before);
      }
    };
  }

  private static @Nullable Thread lend(Thread principal) {
    Thread before = FOR.get();
    FOR.set(principal);
    return before;
  }

  private static void restore(@Nullable Thread before) {
    if (before == null) {
      FOR.remove();
    } else {
      FOR.set(before);
    }
  }
}
