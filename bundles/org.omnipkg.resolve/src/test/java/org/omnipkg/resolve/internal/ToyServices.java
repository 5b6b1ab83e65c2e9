package org.omnipkg.resolve.internal;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.bounds.Warden;
import org.omnipkg.model.Diagnostic;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.ComponentServiceObjects;

/** Services and bundles by hand, as the component runtime and the framework show them. */
final class ToyServices {
  private ToyServices() {}

  /** A bundle as far as a registry looks at one. */
  static final class ToyBundle {
    private static final AtomicLong LAST = new AtomicLong();
    private final long id = LAST.incrementAndGet();
    private final Version version;
    volatile int state = Bundle.ACTIVE;
    volatile boolean meantToRun = true;
    final Bundle bundle;

    ToyBundle(String version) {
      this.version = Version.parseVersion(version);
      BundleStartLevel level =
          (BundleStartLevel)
              Proxy.newProxyInstance(
                  BundleStartLevel.class.getClassLoader(),
                  new Class<?>[] {BundleStartLevel.class},
                  (proxy, method, args) -> meantToRun);
      bundle =
          (Bundle)
              Proxy.newProxyInstance(
                  Bundle.class.getClassLoader(),
                  new Class<?>[] {Bundle.class},
                  (proxy, method, args) ->
                      switch (method.getName()) {
                        case "getVersion" -> this.version;
                        case "getState" -> state;
                        case "getBundleId" -> id;
                        case "adapt" -> level;
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> null;
                      });
    }
  }

  /** A service reference with properties and the version of its bundle. */
  static <S> ServiceReference<S> reference(Class<S> kind, String version, String... properties) {
    return reference(kind, new ToyBundle(version), properties);
  }

  @SuppressWarnings("unchecked")
  static <S> ServiceReference<S> reference(Class<S> kind, ToyBundle from, String... properties) {
    Dictionary<String, Object> all = new Hashtable<>();
    all.put("objectClass", new String[] {kind.getName()});
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return (ServiceReference<S>)
        Proxy.newProxyInstance(
            ServiceReference.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getProperty" -> all.get((String) args[0]);
                  case "getBundle" -> from.bundle;
                  case "equals" -> proxy == args[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "compareTo" -> 0;
                  default -> null;
                });
  }

  /** A service as the component runtime hands it out. */
  static <S> ComponentServiceObjects<S> objects(S service, ServiceReference<S> reference) {
    return new ComponentServiceObjects<>() {
      @Override
      public S getService() {
        return service;
      }

      @Override
      public void ungetService(S given) {}

      @Override
      public ServiceReference<S> getServiceReference() {
        return reference;
      }
    };
  }

  /** Everybody is trusted. */
  static final Bounds UNBOUNDED =
      new Bounds() {
        @Override
        public AutoCloseable report(Warden warden) {
          return () -> {};
        }

        @Override
        public void through(Passage passage) {}

        @Override
        public void weave() {}

        @Override
        public <S> S bounded(Class<S> kind, String language, S service, Bundle bundle) {
          return service;
        }

        @Override
        public <T> T within(Bundle bundle, String doing, Duration limit, Callable<T> work) {
          try {
            return work.call();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }

        @Override
        public Standing standing(Bundle bundle) {
          return Standing.NONE;
        }

        @Override
        public void end(Bundle bundle) {}

        @Override
        public Optional<Diagnostic> missing(Class<?> kind, String word) {
          return Optional.empty();
        }

        @Override
        public Duration starting() {
          return Duration.ofSeconds(10);
        }
      };
}
