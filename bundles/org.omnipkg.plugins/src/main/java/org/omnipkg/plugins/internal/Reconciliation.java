package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;

/**
 * Makes the framework follow the folder: its own cache may be older, or another process's. Runs
 * while the framework starts, so it waits for no service.
 */
final class Reconciliation {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Host host;
  private final Shelf shelf;
  private final Fit fit;
  private final Ward ward;
  private final Logger log;
  private final List<Trouble> troubles = new CopyOnWriteArrayList<>();

  Reconciliation(Host host, Shelf shelf, Fit fit, Ward ward, Logger log) {
    this.host = host;
    this.shelf = shelf;
    this.fit = fit;
    this.ward = ward;
    this.log = log;
  }

  /** The jars that are not used. */
  List<Trouble> run() throws IOException {
    shelf.tidyIfQuiet();
    Shelf.Content content = shelf.content();
    troubles.addAll(content.troubles());
    Set<Bundle> wanted = new HashSet<>();
    List<PluginJar> used =
        alone(content.counting().stream().filter(jar -> !ward.keepsAway(jar)).toList());
    for (PluginJar jar : used) {
      host.find(jar.file(), jar.digest()).ifPresent(wanted::add);
    }
    host.bundles().stream()
        .filter(bundle -> Host.added(bundle) && !wanted.contains(bundle))
        .forEach(ward.departure()::of);
    bringAll(used);
    host.bundles().stream().filter(bundle -> !Host.added(bundle)).forEach(this::settle);
    return troubles;
  }

  /** Without those that bring a language which is here without them. */
  private List<PluginJar> alone(List<PluginJar> jars) {
    Rivals rivals = new Rivals(host);
    List<PluginJar> alone = new ArrayList<>();
    for (PluginJar jar : jars) {
      try {
        rivals.check(jar, alone);
        alone.add(jar);
      } catch (Refusal refusal) {
        log.error("the plugin {} is left out: {}", jar.title(), refusal.getMessage());
        troubles.add(Trouble.of(jar, refusal));
      }
    }
    return alone;
  }

  /** All at once, and not for longer than people wait for a door: who is later comes later. */
  private void bringAll(List<PluginJar> jars) {
    if (jars.isEmpty()) {
      return;
    }
    ward.bounds().weave();
    List<Thread> threads =
        jars.stream().map(jar -> new Thread(() -> bring(jar), "omnipkg-plugin-start")).toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bring(PluginJar jar) {
    Path file = jar.file();
    @Nullable Bundle bundle = null;
    try {
      jar.bringsSomething();
      bundle = host.find(file, jar.digest()).orElseGet(() -> host.install(jar, file));
      fit.check(bundle);
      Bundle started = bundle;
      ward.bounds()
          .within(
              started,
              "starting",
              ward.bounds().starting(),
              () -> {
                host.start(started);
                return started;
              });
    } catch (Refusal refusal) {
      log.error("the plugin {} is left out: {}", jar.title(), refusal.getMessage());
      troubles.add(Trouble.of(jar, refusal));
      if (bundle != null) {
        ward.departure().of(bundle);
      }
    } catch (RuntimeException | LinkageError e) {
      log.error("the plugin {} could not be brought back", jar.title(), e);
    }
  }

  /** A shipped bundle rests while an added one of its name serves. */
  private void settle(Bundle shipped) {
    List<Bundle> added = host.named(String.valueOf(shipped.getSymbolicName()), true);
    if (shipped.getState() == Bundle.ACTIVE && added.stream().anyMatch(Reconciliation::gives)) {
      host.rest(shipped);
    }
  }

  /** Everything it states is there by now. */
  private static boolean gives(Bundle added) {
    List<Contribution> given = Contribution.registered(added);
    List<Contribution> stated = Roll.stated(added);
    return !given.isEmpty()
        && stated.stream().allMatch(one -> given.stream().anyMatch(other -> other.answers(one)));
  }
}
