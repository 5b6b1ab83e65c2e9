package org.omnipkg.resolve.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.log.Logger;

/** Services on their way into the registry, and out of it again when calls on them have ended. */
final class Admission {
  private final Logger log;
  private final Bounds bounds;
  private final Registry registry;
  private final long drainMillis;
  private final Map<ServiceReference<?>, Runnable> returns = new ConcurrentHashMap<>();

  /**
   * @param drainMillis how long calls on one that leaves are waited for
   */
  Admission(Logger log, Bounds bounds, Registry registry, long drainMillis) {
    this.log = log;
    this.bounds = bounds;
    this.registry = registry;
    this.drainMillis = drainMillis;
  }

  <S> void add(Class<S> kind, ComponentServiceObjects<S> objects, String name) {
    add(kind, objects, service -> Set.of(name));
  }

  /**
   * What an added bundle gives is made within its bounds too; one that does not come is not there.
   */
  <S> void add(
      Class<S> kind, ComponentServiceObjects<S> objects, Function<S, Collection<String>> named) {
    ServiceReference<S> reference = objects.getServiceReference();
    String language = text(reference, Ecosystem.ID);
    Bundle bundle = reference.getBundle();
    if (bundle == null) {
      return;
    }
    try {
      S service =
          bounds.within(
              bundle,
              "making its " + kind.getSimpleName(),
              bounds.starting(),
              () -> Objects.requireNonNull(objects.getService()));
      returns.put(reference, () -> objects.ungetService(service));
      S bounded = bounds.bounded(kind, language, service, bundle);
      Set<String> spoken = new TreeSet<>(named.apply(bounded));
      spoken.remove("");
      registry.add(new Tenant<>(new Post(kind, language, spoken), bounded, reference));
    } catch (RuntimeException | LinkageError broken) {
      giveBack(reference);
      log.warn("{} of {} is left out: {}", kind.getSimpleName(), bundle, broken.toString());
    }
  }

  static String text(ServiceReference<?> reference, String key) {
    Object value = reference.getProperty(key);
    return value == null ? "" : value.toString();
  }

  void remove(ServiceReference<?> reference) {
    try {
      if (!registry.remove(reference, drainMillis)) {
        log.warn(
            "{} left while calls were still running on it",
            Arrays.toString((Object[]) reference.getProperty("objectClass")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      giveBack(reference);
    }
  }

  private void giveBack(ServiceReference<?> reference) {
    Runnable back = returns.remove(reference);
    try {
      if (back != null) {
        back.run();
      }
    } catch (IllegalStateException | IllegalArgumentException gone) {
      log.debug("{} was gone already", reference, gone);
    }
  }
}
