package org.omnipkg.bounds.internal;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.bounds.Offence;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** Hand-made neighbours of this room's tests. */
final class Neighbours {
  private static final AtomicLong IDS = new AtomicLong(5000);

  private Neighbours() {}

  static Bundle bundle() {
    long id = IDS.incrementAndGet();
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getSymbolicName" -> "org.example.toy";
                  case "getVersion" -> new Version(1, 0, 0);
                  case "getBundleId" -> id;
                  case "getState" -> Bundle.ACTIVE;
                  case "getLocation" -> "file:/toy.jar" + Bounds.MARK + "abc";
                  case "hashCode" -> (int) id;
                  case "equals" -> proxy == arguments[0];
                  default -> "toy";
                });
  }

  static Limits limits(long callMillis) {
    return new Limits(
        Duration.ofMillis(callMillis),
        Duration.ofSeconds(10),
        Duration.ofMillis(100),
        3,
        3,
        Duration.ofMinutes(1));
  }

  /** One whose offences are collected. */
  static Neighbour of(long callMillis, List<Offence> offences) {
    return new Neighbour(bundle(), () -> limits(callMillis), offences::add, new Precedence());
  }

  static Neighbour patient() {
    return of(60_000, new CopyOnWriteArrayList<>());
  }

  static <S> S standin(Class<S> kind, S service, Neighbour neighbour) {
    return Standin.of(kind, "toy", service, null, neighbour, work -> work);
  }
}
