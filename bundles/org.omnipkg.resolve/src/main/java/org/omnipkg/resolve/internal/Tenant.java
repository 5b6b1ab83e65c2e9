package org.omnipkg.resolve.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnipkg.resolve.Languages.Lease;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A service that is present, with the calls now running on it. A count and not a read lock, because
 * a lease may be closed by another thread than took it.
 */
final class Tenant<S> {
  private final S service;
  private final ServiceReference<S> reference;
  private final Version version;
  private int calls;
  private boolean leaving;

  Tenant(S service, ServiceReference<S> reference) {
    this.service = service;
    this.reference = reference;
    Bundle bundle = reference.getBundle();
    this.version = bundle == null ? Version.emptyVersion : bundle.getVersion();
  }

  S service() {
    return service;
  }

  ServiceReference<S> reference() {
    return reference;
  }

  Version version() {
    return version;
  }

  String property(String key) {
    Object value = reference.getProperty(key);
    return value == null ? "" : value.toString();
  }

  synchronized boolean enter() {
    if (leaving) {
      return false;
    }
    calls++;
    return true;
  }

  private synchronized void exit() {
    calls--;
    notifyAll();
  }

  /** Lets nobody in any more and waits for those inside. */
  synchronized boolean drain(long millis) throws InterruptedException {
    leaving = true;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (calls > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  Lease<S> lease() {
    AtomicBoolean open = new AtomicBoolean(true);
    return new Lease<>() {
      @Override
      public S service() {
        return service;
      }

      @Override
      public void close() {
        if (open.compareAndSet(true, false)) {
          exit();
        }
      }
    };
  }
}
