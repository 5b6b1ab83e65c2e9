package org.omnipkg.tck;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.tck.probe.Activator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;

/** An add-on updated many times while threads call it. */
final class Exchanges {
  private static final int THREADS = 4;

  /** The virtual machine remembers the last types it looked at; those of the latest may stay. */
  private static final int GRACE = 2;

  private static final int COLLECTIONS = 40;

  private final Container container;
  private final Bundle bundle;
  private final Path jar;
  private final Set<String> complaints = new LinkedHashSet<>();
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();

  Exchanges(Container container, Bundle bundle, Path jar) {
    this.container = container;
    this.bundle = bundle;
    this.jar = jar;
  }

  /** Updates it, each time after calls have gone through; the calls go on all the while. */
  void run(int rounds) throws InterruptedException {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    AtomicInteger left = new AtomicInteger(rounds);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      pool.execute(
          () -> {
            do {
              seen.addAll(visit());
              calls.incrementAndGet();
            } while (left.get() > 0 && seen.isEmpty());
          });
    }
    pool.shutdown();
    while (left.get() > 0 && seen.isEmpty()) {
      int before = calls.get();
      loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
      try (InputStream in = Files.newInputStream(jar)) {
        bundle.update(in);
      } catch (BundleException | IOException e) {
        seen.add("update " + loaders.size() + " failed: " + e);
      }
      while (calls.get() < before + THREADS && seen.isEmpty() && !pool.isTerminated()) {
        Thread.sleep(1);
      }
      left.decrementAndGet();
    }
    left.set(0);
    if (!pool.awaitTermination(2, TimeUnit.MINUTES)) {
      seen.add("a call did not come back within two minutes");
    }
    complaints.addAll(seen);
  }

  @SuppressWarnings("unchecked")
  private List<String> visit() {
    try {
      return (List<String>) container.ask(Activator.VISIT);
    } catch (Exception e) {
      return List.of("a call failed: " + e);
    }
  }

  /** What went wrong. */
  Set<String> complaints() {
    return complaints;
  }

  /** How many class loaders of left revisions are still held. */
  int held() throws InterruptedException {
    List<WeakReference<ClassLoader>> old = loaders.subList(0, Math.max(0, loaders.size() - GRACE));
    int held = count(old);
    for (int turn = 0; held > 0 && turn < COLLECTIONS; turn++) {
      System.gc();
      Thread.sleep(turn);
      held = count(old);
    }
    return held;
  }

  private static int count(List<WeakReference<ClassLoader>> loaders) {
    return (int) loaders.stream().filter(loader -> loader.get() != null).count();
  }

  /** Threads whose code is of a left revision. */
  List<String> threads() {
    List<String> threads = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      for (ClassLoader of :
          new ClassLoader[] {thread.getContextClassLoader(), thread.getClass().getClassLoader()}) {
        if (of != null && loaders.stream().anyMatch(loader -> loader.get() == of)) {
          threads.add(thread.getName());
        }
      }
    }
    return threads;
  }
}
