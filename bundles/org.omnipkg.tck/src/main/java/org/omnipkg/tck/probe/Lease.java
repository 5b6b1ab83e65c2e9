package org.omnipkg.tck.probe;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Lends the language out as the house does: a call holds it to its end, a language that leaves is
 * let go when all calls are back, a call that finds none waits for the next.
 */
final class Lease implements ServiceTrackerCustomizer<Ecosystem, Ecosystem> {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final BundleContext context;
  private @Nullable ServiceReference<Ecosystem> reference;
  private @Nullable Ecosystem language;
  private int out;

  Lease(BundleContext context) {
    this.context = context;
  }

  /** What a language is lent to. */
  interface Call<R> {
    R on(Ecosystem language);
  }

  <R> R lend(Call<R> call) throws InterruptedException {
    Ecosystem lent;
    synchronized (this) {
      long end = System.nanoTime() + PATIENCE;
      while (language == null) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException("no Ecosystem came back within 30 seconds");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      lent = language;
      out++;
    }
    try {
      return call.on(lent);
    } finally {
      synchronized (this) {
        out--;
        notifyAll();
      }
    }
  }

  @Override
  public @Nullable Ecosystem addingService(ServiceReference<Ecosystem> arrived) {
    Ecosystem service = context.getService(arrived);
    synchronized (this) {
      if (language == null && service != null) {
        language = service;
        reference = arrived;
        notifyAll();
      }
    }
    return service;
  }

  @Override
  public void modifiedService(ServiceReference<Ecosystem> modified, Ecosystem service) {}

  @Override
  public void removedService(ServiceReference<Ecosystem> gone, Ecosystem service) {
    synchronized (this) {
      if (gone.equals(reference)) {
        language = null;
        reference = null;
        while (out > 0) {
          try {
            wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            break;
          }
        }
      }
    }
    context.ungetService(gone);
  }
}
