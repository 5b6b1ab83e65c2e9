package org.omnipkg.engine.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Takes generations away that nobody keeps any more, after the answer: asking who runs in them
 * takes longer than making a new one. What is not done at the end is done by the next change.
 */
@Component(service = OldGenerations.class)
public final class OldGenerations {
  /** So long after a change, so that the next one of a row does not meet us. */
  private static final long LATER_MILLIS = 400;

  private final Environments environments;
  private final Logger log;
  private final long laterMillis;
  private final ScheduledExecutorService clock;

  /** Environment to how many of its generations stay. */
  private final Map<String, Integer> due = new LinkedHashMap<>();

  @Activate
  public OldGenerations(
      @Reference Environments environments, @Reference(service = LoggerFactory.class) Logger log) {
    this(environments, log, LATER_MILLIS);
  }

  OldGenerations(Environments environments, Logger log, long laterMillis) {
    this.environments = environments;
    this.log = log;
    this.laterMillis = laterMillis;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "omnipkg-old-generations");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Deactivate
  void stop() throws InterruptedException {
    clock.shutdownNow();
    clock.awaitTermination(10, TimeUnit.SECONDS);
    sweep();
  }

  void later(String environment, int keep) {
    synchronized (due) {
      due.put(environment, keep);
    }
    try {
      clock.schedule(this::sweep, laterMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      log.debug("old generations of {} are left to its next change", environment);
    }
  }

  private void sweep() {
    Map<String, Integer> now;
    synchronized (due) {
      now = new LinkedHashMap<>(due);
      due.clear();
    }
    now.forEach(this::prune);
  }

  /** One generation under each hold: who wants to change the environment waits for no more. */
  private void prune(String environment, int keep) {
    try {
      int many = environments.generations(environment).size();
      for (int stay = Math.max(keep, many - 1); stay >= keep && exists(environment); stay--) {
        try (Environments.Hold hold =
            environments.hold(environment, Duration.ZERO, Progress.SILENT)) {
          environments.prune(hold, stay);
        }
      }
    } catch (Refusal busy) {
      log.debug("old generations of {} are left to its next change", environment, busy);
    } catch (RuntimeException failed) {
      log.warn("old generations of {} could not be removed", environment, failed);
    }
  }

  /** Holding an environment makes its folder, also of one that was removed meanwhile. */
  private boolean exists(String environment) {
    return environments.current(environment).isPresent();
  }
}
