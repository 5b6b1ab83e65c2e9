package org.omnipkg.resolve.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.store.Ledger;
import org.osgi.service.log.Logger;

/** Hand-made values and fakes of this room's tests. */
final class Toys {
  static final Logger QUIET =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, args) -> method.getReturnType() == boolean.class ? false : null);

  private Toys() {}

  static PackageName name(String name) {
    return new PackageName("toy", name);
  }

  static Release release(String name, String version, boolean hashed) {
    Artifact artifact =
        new Artifact(
            name + "-" + version + ".whl",
            "wheel",
            URI.create("file:///nowhere/" + name),
            hashed ? Map.of("sha256", (name + version).repeat(8)) : Map.of(),
            OptionalLong.empty(),
            Map.of());
    return new Release(
        new Pin(name(name), version),
        Optional.empty(),
        Optional.empty(),
        false,
        Condition.ALWAYS,
        "",
        List.of(artifact));
  }

  static Target target() {
    Runtime runtime =
        new Runtime(
            "toy", "toyvm", "3.11.7", Path.of("/toy/bin/toy"), Path.of("/toy"), "path", Map.of());
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }

  static Problem problem(Map<Pin, Artifact> built) {
    return new Problem(
        "toy", List.of(), List.of(), target(), Map.of(), false, Optional.empty(), Map.of(), built);
  }

  /** A desk of which only progress is used. */
  static Desk desk(Progress progress) {
    return (Desk)
        Proxy.newProxyInstance(
            Desk.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "progress" -> progress;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == args[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A ledger in memory. */
  static final class MemoryLedger implements Ledger {
    final Map<String, byte[]> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> get(String table, String key) {
      return Optional.ofNullable(rows.get(table + " " + key));
    }

    @Override
    public void put(String table, String key, byte[] value) {
      rows.put(table + " " + key, value);
    }

    @Override
    public void remove(String table, String key) {
      rows.remove(table + " " + key);
    }
  }
}
