package org.omnipkg.resolve.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.omnipkg.resolve.Languages.Lease;
import org.osgi.framework.ServiceReference;

/** The services of one kind that are present now; of equals the newest bundle version wins. */
final class Registry<S> {
  private final List<Tenant<S>> tenants = new CopyOnWriteArrayList<>();

  void add(S service, ServiceReference<S> reference) {
    tenants.add(new Tenant<>(service, reference));
  }

  /**
   * Takes a service out and waits until nobody uses it any more.
   *
   * @return false when calls were still running after {@code millis}
   */
  boolean remove(ServiceReference<S> reference, long millis) throws InterruptedException {
    for (Tenant<S> tenant : tenants) {
      if (tenant.reference().equals(reference)) {
        tenants.remove(tenant);
        return tenant.drain(millis);
      }
    }
    return true;
  }

  Optional<Lease<S>> lease(Predicate<Tenant<S>> wanted) {
    while (true) {
      Optional<Tenant<S>> best =
          tenants.stream()
              .filter(wanted)
              .max(
                  Comparator.<Tenant<S>, org.osgi.framework.Version>comparing(Tenant::version)
                      .thenComparing(Tenant::reference));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      if (best.get().enter()) {
        return Optional.of(best.get().lease());
      }
      // It began to leave between the look and the grip; the list no longer has it soon.
      Thread.onSpinWait();
    }
  }

  Stream<Tenant<S>> stream() {
    return tenants.stream();
  }
}
