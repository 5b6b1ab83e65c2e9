package org.omnipkg.resolve.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A thread that works for another one: where that one may go in, this one may. */
final class Deputy extends Thread {
  /** Whom a thread of somebody's pool works for while it does one piece of work. */
  private static final ThreadLocal<@Nullable Thread> FOR = new ThreadLocal<>();

  private final Thread principal;

  Deputy(Runnable task, String name, Thread principal) {
    super(task, name);
    this.principal = principal;
    setDaemon(true);
  }

  /** The thread the current one works for; mostly itself. */
  static Thread principal() {
    Thread current = Thread.currentThread();
    if (current instanceof Deputy deputy) {
      return deputy.principal;
    }
    Thread lent = FOR.get();
    return lent == null ? current : lent;
  }

  /** The same work, done for the current thread's principal by whatever thread does it. */
  static <T> Callable<T> of(Callable<T> work) {
    Thread principal = principal();
    return () -> {
      Thread before = FOR.get();
      FOR.set(principal);
      try {
        return work.call();
      } finally {
        if (before == null) {
          FOR.remove();
        } else {
          FOR.set(before);
        }
      }
    };
  }
}
