package org.omnipkg.resolve.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.resolve.Languages.Lease;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The services that are present now. Of equals the newest bundle version wins, then the one
 * installed last. A bundle that stops is drained as a whole: who is inside may still go from one of
 * its services to the next, others wait for its return.
 */
final class Registry {
  private static final long LOOK_MILLIS = 20;

  /** A component is made anew within its bundle when a service it uses is exchanged. */
  private static final long COMPONENT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long returnNanos;
  private final List<Tenant<?>> tenants = new ArrayList<>();
  private final List<Departure> departures = new ArrayList<>();
  private final Map<String, Long> turns = new HashMap<>();
  private long departed;

  /** A service that left and is meant to come back. */
  private record Departure(Post post, @Nullable Bundle bundle, long until) {}

  Registry(long returnMillis) {
    this.returnNanos = TimeUnit.MILLISECONDS.toNanos(returnMillis);
  }

  synchronized void add(Tenant<?> tenant) {
    tenants.add(tenant);
    turned(tenant.post());
    departures.removeIf(gone -> gone.post().equals(tenant.post()));
    notifyAll();
  }

  /**
   * Takes a service out and waits until nobody is inside any more.
   *
   * @return false when calls were still running after {@code millis}
   */
  synchronized boolean remove(ServiceReference<?> reference, long millis)
      throws InterruptedException {
    Optional<Tenant<?>> found =
        tenants.stream().filter(t -> t.reference().equals(reference)).findFirst();
    if (found.isEmpty()) {
      return true;
    }
    Tenant<?> tenant = found.get();
    boolean whole = tenant.bundleStops();
    List<Tenant<?>> group =
        whole
            ? tenants.stream().filter(t -> t == tenant || t.sameBundle(tenant)).toList()
            : List.of(tenant);
    long by = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    group.forEach(one -> one.leave(by));
    departed++;
    turned(tenant.post());
    notifyAll();
    try {
      return drain(group, tenant.leaveBy());
    } finally {
      tenants.remove(tenant);
      long awaited = whole ? returnNanos : tenant.component() ? COMPONENT_NANOS : 0;
      if (awaited > 0 && Tenant.meantToRun(tenant.bundle())) {
        departures.add(new Departure(tenant.post(), tenant.bundle(), System.nanoTime() + awaited));
      }
      notifyAll();
    }
  }

  private boolean drain(List<Tenant<?>> group, long by) throws InterruptedException {
    while (!group.stream().allMatch(Tenant::empty)) {
      long left = TimeUnit.NANOSECONDS.toMillis(by - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The best service of a kind; waits for one that is being exchanged. */
  synchronized <S> Optional<Lease<S>> lease(Class<S> kind, Predicate<Post> wanted) {
    Thread who = Deputy.principal();
    try {
      while (true) {
        Optional<Tenant<?>> best = best(kind, wanted, who);
        if (best.isPresent()) {
          @SuppressWarnings("unchecked") // it is filed under its own kind
          Tenant<S> tenant = (Tenant<S>) best.get();
          return Optional.of(enter(tenant, who));
        }
        if (!expected(kind, wanted)) {
          return Optional.empty();
        }
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private Optional<Tenant<?>> best(Class<?> kind, Predicate<Post> wanted, Thread who) {
    Comparator<Tenant<?>> rank =
        Comparator.<Tenant<?>, Boolean>comparing(Tenant::leaving)
            .thenComparing(Tenant::version)
            .thenComparing(Tenant::installed)
            .thenComparing((one, other) -> one.reference().compareTo(other.reference()));
    return tenants.stream()
        .filter(t -> t.post().kind() == kind && wanted.test(t.post()))
        .filter(t -> !t.leaving() || inside(t, who))
        .max(rank);
  }

  private boolean inside(Tenant<?> one, Thread who) {
    return tenants.stream().anyMatch(t -> (t == one || t.sameBundle(one)) && t.holds(who));
  }

  private boolean expected(Class<?> kind, Predicate<Post> wanted) {
    return expected().anyMatch(post -> post.kind() == kind && wanted.test(post));
  }

  /** What leaves or left a moment ago, to come back. */
  private Stream<Post> expected() {
    long now = System.nanoTime();
    departures.removeIf(gone -> now - gone.until() > 0);
    return Stream.concat(
        tenants.stream()
            .filter(t -> t.leaving() && t.bundleStops() && Tenant.meantToRun(t.bundle()))
            .map(Tenant::post),
        departures.stream().filter(gone -> Tenant.meantToRun(gone.bundle())).map(Departure::post));
  }

  private <S> Lease<S> enter(Tenant<S> tenant, Thread who) {
    tenant.enter(who);
    AtomicBoolean open = new AtomicBoolean(true);
    return new Lease<>() {
      @Override
      public S service() {
        return tenant.service();
      }

      @Override
      public void close() {
        if (open.compareAndSet(true, false)) {
          exit(tenant, who);
        }
      }
    };
  }

  private synchronized void exit(Tenant<?> tenant, Thread who) {
    tenant.exit(who);
    notifyAll();
  }

  /** What is here, or about to be again. */
  synchronized List<Post> posts() {
    return Stream.concat(
            tenants.stream().filter(t -> !t.leaving()).map(Tenant::post),
            expected().toList().stream())
        .toList();
  }

  /** How many services of a language, or of all of them, have come and left so far. */
  synchronized long edition(String language) {
    return turns.getOrDefault(language, 0L)
        + turns.getOrDefault(Solver.ANY, 0L)
        + turns.getOrDefault("", 0L);
  }

  private void turned(Post post) {
    turns.merge(post.language(), 1L, Long::sum);
  }

  /** How many services have left so far. */
  synchronized long departed() {
    return departed;
  }
}
