package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.Occupancy;
import org.omnipkg.api.Settings;
import org.omnipkg.model.Progress;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The daemon as one component: it serves from activation on and stops the framework at its end. */
@Component(
    name = SocketDaemon.NAME,
    service = {},
    enabled = false,
    immediate = true)
public final class SocketDaemon implements DaemonControl {
  static final String NAME = "org.omnipkg.daemon.socket";
  private static final Duration WILLING = Duration.ofSeconds(30);
  private static final Duration CANCELLING = Duration.ofSeconds(10);
  private static final Duration NO_END = Duration.ofDays(365);
  private static final long DEFAULT_IDLE_SECONDS = 3L * 60 * 60;
  private static final long LOOK_SECONDS = 5;
  private final BundleContext context;
  private final Logger log;
  private final Instant started = Instant.now();
  private final SocketServer server;
  private final Housekeeping housekeeping;
  private final ScheduledExecutorService clock;
  private final Future<?> looking;
  private final Thread hook = new Thread(this::terminated, "omnipkg-terminated");
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ServiceRegistration<DaemonControl> control;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Settings settings;

  @Reference(
      service = Runnable.class,
      target = "(omnipkg.practice=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Runnable> drills = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Occupancy> concerned = List.of();

  @Activate
  public SocketDaemon(
      @Reference CommandDoor commands,
      @Reference(service = LoggerFactory.class) Logger log,
      BundleContext context)
      throws IOException {
    this.context = context;
    this.log = log;
    Listener listener = new Listener(Path.of(property("omnipkg.socket")));
    this.server =
        new SocketServer(
            listener, property("omnipkg.build"), commands, log, this::stop, this::occupied);
    Rehearsal rehearsal =
        new Rehearsal(
            property("omnipkg.build"),
            commands,
            () -> List.copyOf(drills),
            this::free,
            Rehearsal.SHARE);
    this.housekeeping =
        new Housekeeping(
            Path.of(property("omnipkg.log")).resolveSibling("daemon.out"),
            rehearsal,
            rehearsal::drilled,
            Memory::release);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "omnipkg-idle");
              thread.setDaemon(true);
              return thread;
            });
    looking =
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    Runtime.getRuntime().addShutdownHook(hook);
    // By hand: the commands use this service and this component uses the commands.
    control = context.registerService(DaemonControl.class, this, null);
    server.start();
    log.info("serving, pid {}", ProcessHandle.current().pid());
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    looking.cancel(false);
    clock.shutdownNow();
    withdraw();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("already shutting down");
    }
    server.drain(Duration.ZERO, CANCELLING);
    log.info("stopped");
  }

  private void withdraw() {
    try {
      control.unregister();
    } catch (IllegalStateException e) {
      log.debug("the framework has withdrawn it already");
    }
  }

  @Override
  public Status status() {
    // The one who asks is not counted.
    return new Status(
        ProcessHandle.current().pid(),
        property("omnipkg.version"),
        started,
        server.workload().served(),
        Math.max(0, server.workload().active() - 1),
        residentBytes(),
        server.listener().path().toString(),
        property("omnipkg.log"));
  }

  @Override
  public void stop() {
    if (stopping.compareAndSet(false, true)) {
      server.linger();
      Thread thread = new Thread(() -> leave(NO_END), "omnipkg-stop");
      thread.start();
    }
  }

  /** Runs on SIGTERM; the process ends when it returns. */
  private void terminated() {
    stopping.set(true);
    log.info("told to end");
    leave(WILLING);
  }

  private void leave(Duration willing) {
    try {
      if (!server.drain(willing, CANCELLING)) {
        log.warn("a request did not end when told to");
      }
      context.getBundle(0).stop();
    } catch (BundleException e) {
      log.error("the framework did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void occupied(int requests) {
    for (Occupancy each : concerned) {
      each.occupied(requests);
    }
  }

  private boolean free() {
    return !stopping.get() && server.workload().active() == 0;
  }

  private void look() {
    try {
      Duration quiet = server.workload().quiet();
      housekeeping.look(quiet, server.workload().served());
      Duration idle = idle();
      if (!idle.isZero() && quiet.compareTo(idle) > 0) {
        log.info("idle for {}", idle);
        stop();
      } else if (!server.listener().reachable()) {
        log.warn("the socket is gone: nobody can reach this daemon any more");
        stop();
      }
    } catch (IOException | RuntimeException e) {
      log.warn("looking after the daemon failed", e);
    }
  }

  /** As it was started with, else as it is set now. */
  private Duration idle() {
    String seconds = context.getProperty("omnipkg.idle");
    Settings now = settings;
    if (seconds == null && now != null) {
      Caller nobody = new Caller(Map.of(), Path.of("/"), true, Duration.ZERO, Progress.SILENT);
      seconds = now.get(nobody, "idle-seconds").value();
    }
    return Duration.ofSeconds(seconds == null ? DEFAULT_IDLE_SECONDS : Long.parseLong(seconds));
  }

  private String property(String name) {
    return Objects.requireNonNull(context.getProperty(name), name);
  }

  private static Optional<Long> residentBytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
