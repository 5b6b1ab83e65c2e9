package org.omnipkg.bounds.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Occupancy;
import org.omnipkg.api.Settings;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.bounds.Offence;
import org.omnipkg.bounds.Warden;
import org.omnipkg.bounds.woven.Leash;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** All added bundles. While there are none it is nothing but a table. */
@Component
public final class Neighbourhood implements Bounds, Occupancy {
  private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final BundleContext context;
  private final Logger log;
  private final Map<Long, Neighbour> neighbours = new ConcurrentHashMap<>();
  private final Precedence precedence = new Precedence();
  private volatile Limits limits = Limits.USUAL;
  private volatile @Nullable Warden warden;
  private volatile @Nullable Settings settings;
  private volatile Passage passage = work -> work;
  private volatile boolean open = true;

  // Guarded by this; made for the first added bundle.
  private @Nullable ServiceRegistration<WeavingHook> loom;
  private @Nullable HeapAlarm alarm;
  private @Nullable Thread watch;

  @Activate
  public Neighbourhood(
      BundleContext context, @Reference(service = LoggerFactory.class) Logger log) {
    this.context = context;
    this.log = log;
    Leash.tell(this::told);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setSettings(Settings found) {
    settings = found;
  }

  void unsetSettings(Settings lost) {
    if (settings == lost) {
      settings = null;
    }
  }

  @Deactivate
  synchronized void close() {
    open = false;
    if (loom != null) {
      loom.unregister();
    }
    if (alarm != null) {
      alarm.close();
    }
    if (watch != null) {
      watch.interrupt();
    }
  }

  @Override
  public AutoCloseable report(Warden found) {
    warden = found;
    return () -> {
      if (warden == found) {
        warden = null;
      }
    };
  }

  @Override
  public void through(Passage found) {
    passage = found;
  }

  @Override
  public synchronized void weave() {
    if (loom == null && open) {
      loom = context.registerService(WeavingHook.class, new Loom(), null);
    }
  }

  private Neighbour neighbour(Bundle bundle) {
    return neighbours.computeIfAbsent(
        bundle.getBundleId(),
        id -> {
          watch();
          return new Neighbour(bundle, () -> limits, this::accuse, precedence);
        });
  }

  private synchronized void watch() {
    if (watch == null && open) {
      limits = read();
      alarm = new HeapAlarm(neighbours::values);
      Thread thread = new Thread(this::look, "omnipkg-bounds");
      thread.setDaemon(true);
      thread.start();
      watch = thread;
    }
  }

  private void look() {
    while (open) {
      try {
        Thread.sleep(LOOK_MILLIS);
        limits = read();
        neighbours.values().forEach(Neighbour::look);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("added bundles could not be looked after", e);
      }
    }
  }

  private Limits read() {
    Settings here = settings;
    if (here == null) {
      return Limits.USUAL;
    }
    try {
      Caller caller =
          new Caller(System.getenv(), Path.of("/"), true, Duration.ZERO, Progress.SILENT);
      long seconds = Long.parseLong(here.get(caller, "plugin-seconds").value());
      int threads = Integer.parseInt(here.get(caller, "plugin-threads").value());
      return Limits.USUAL.with(Duration.ofSeconds(seconds), threads);
    } catch (Refusal | NumberFormatException malformed) {
      return Limits.USUAL;
    }
  }

  @Override
  public <S> S bounded(Class<S> kind, String language, S service, @Nullable Bundle bundle) {
    if (bundle == null || !Bounds.added(bundle)) {
      return service;
    }
    return Standin.of(kind, language, service, null, neighbour(bundle), passage);
  }

  @Override
  @SuppressWarnings("unchecked") // what the work gives is what comes back
  public <T> T within(Bundle bundle, String doing, Duration limit, Callable<T> work) {
    if (!Bounds.added(bundle)) {
      try {
        return work.call();
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }
    Neighbour neighbour = neighbour(bundle);
    if (neighbour.inside()) {
      try {
        return work.call();
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }
    Errand errand = new Errand(doing, limit.toNanos()).to(passage.of(work::call));
    return (T) Objects.requireNonNull(neighbour.unchecked(errand));
  }

  @Override
  public Standing standing(Bundle bundle) {
    Neighbour neighbour = neighbours.get(bundle.getBundleId());
    return neighbour == null ? Standing.NONE : neighbour.standing();
  }

  @Override
  public void end(Bundle bundle) {
    Neighbour neighbour = neighbours.get(bundle.getBundleId());
    if (neighbour != null) {
      neighbour.end();
      // What does not end stays in sight.
      neighbours.values().removeIf(one -> one == neighbour && !one.stuck());
    }
  }

  @Override
  public Optional<Diagnostic> missing(Class<?> kind, String word) {
    Warden here = warden;
    return here == null ? Optional.empty() : here.explain(kind, word);
  }

  @Override
  public Duration starting() {
    return limits.starting();
  }

  @Override
  public void occupied(int commands) {
    precedence.occupied(commands);
  }

  private void told(int bundle, String what) {
    Neighbour neighbour = neighbours.get((long) bundle);
    if (neighbour != null) {
      neighbour.close(neighbour.complaint().exits(what));
    }
  }

  /** In a thread of its own: whoever found out is inside, and must leave before the bundle can. */
  private void accuse(Offence offence) {
    log.error(
        "{} is put away: {}; {}",
        offence.bundle(),
        offence.why().message(),
        String.join("; ", offence.why().details()));
    Warden here = warden;
    if (here != null) {
      Thread thread = new Thread(() -> here.quarantine(offence), "omnipkg-quarantine");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
