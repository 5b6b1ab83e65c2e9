package org.omnipkg.resolve.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.bounds.Warden;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;
import org.omnipkg.store.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.ComponentServiceObjects;
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

  /** A language whose requirements are spelled {@code name range; condition}. */
  static class ToyEcosystem implements Ecosystem, Grammar, PackageIndex {
    final Map<PackageName, Listing> listings = new ConcurrentHashMap<>();
    final Map<Pin, Manifest> stated = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    ToyEcosystem add(String name, String version, boolean hashed, String... needs) {
      Release release = release(name, version, hashed);
      List<Release> releases = new ArrayList<>();
      Listing before = listings.get(name(name));
      if (before != null) {
        releases.addAll(before.releases());
      }
      releases.add(release);
      listings.put(name(name), new Listing(name(name), releases, Map.of(), Map.of(), "toys"));
      stated.put(
          release.pin(),
          new Manifest(
              release.pin(),
              Map.of("", List.of(needs).stream().map(this::parse).toList()),
              "",
              Certainty.STATED,
              Set.of()));
      return this;
    }

    @Override
    public String id() {
      return "toy";
    }

    @Override
    public Set<String> aliases() {
      return Set.of("play");
    }

    @Override
    public Grammar grammar() {
      return this;
    }

    @Override
    public PackageIndex index() {
      return this;
    }

    @Override
    public Dependency parse(String words) {
      String[] halves = words.split("; ", 2);
      String[] parts = halves[0].split(" ", 2);
      String source = halves.length > 1 ? halves[1] : "";
      Condition when =
          new Condition() {
            @Override
            public boolean holds(Target target) {
              return !source.equals("never");
            }

            @Override
            public String toString() {
              return source;
            }
          };
      return new Dependency(
          new PackageName("toy", parts[0]),
          parts.length > 1 ? parts[1] : "",
          Set.of(),
          "",
          Tie.NEEDS,
          Role.RUN,
          when,
          Optional.empty(),
          words);
    }

    @Override
    public PackageName name(String spelled) {
      return new PackageName("toy", spelled);
    }

    @Override
    public String purl(Pin pin) {
      return "pkg:toy/" + pin;
    }

    @Override
    public Listing releases(PackageName name, Desk desk) {
      asked.add("releases " + name.name());
      return listings.getOrDefault(name, Listing.empty(name));
    }

    @Override
    public Answer<Manifest> manifest(Release release, Desk desk) {
      asked.add("manifest " + release.pin());
      return Answer.of(stated.get(release.pin()));
    }

    @Override
    public Versions versions() {
      return new Versions() {
        @Override
        public Choice select(String range, Listing of) {
          return new Choice(new BitSet(), new BitSet(), false);
        }

        @Override
        public int prefer(BitSet among, Listing of, Target on) {
          return among.length() - 1;
        }

        @Override
        public int compare(String one, String other) {
          return one.compareTo(other);
        }
      };
    }

    @Override
    public Layout layout() {
      return new Layout() {
        @Override
        public String shelf() {
          return "toy";
        }

        @Override
        public Optional<Artifact> choose(Release release, Target on) {
          return release.artifacts().stream().findFirst();
        }

        @Override
        public Bubble place(
            Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<Step> prefix(Prefix prefix) {
          throw new UnsupportedOperationException();
        }
      };
    }
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
