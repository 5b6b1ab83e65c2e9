package org.omnipkg.resolve.internal;

/** A thread that works for another one: where that one may go in, this one may. */
final class Deputy extends Thread {
  private final Thread principal;

  Deputy(Runnable task, String name, Thread principal) {
    super(task, name);
    this.principal = principal;
    setDaemon(true);
  }

  /** The thread the current one works for; mostly itself. */
  static Thread principal() {
    Thread current = Thread.currentThread();
    return current instanceof Deputy deputy ? deputy.principal : current;
  }
}
