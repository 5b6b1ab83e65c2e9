package org.omnipkg.bounds.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnipkg.bounds.Bounds.Standing;
import org.omnipkg.bounds.Offence;
import org.omnipkg.bounds.woven.Ended;
import org.omnipkg.bounds.woven.Leash;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;

/** An added bundle: its threads, its calls, and what it did so far. */
final class Neighbour {
  static final String STARTING = "starting";
  private static final int SPINS = 2_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LEASH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Bundle bundle;
  private final Supplier<Limits> limits;
  private final Consumer<Offence> reports;
  private final Precedence precedence;
  private final Complaint complaint;
  private final ThreadGroup group;
  private final Deque<Hand> idle = new ConcurrentLinkedDeque<>();
  private final Set<Errand> running = ConcurrentHashMap.newKeySet();
  private final Deque<Instant> strikes = new ArrayDeque<>();
  private final AtomicReference<@Nullable Diagnostic> closed = new AtomicReference<>();

  private volatile boolean ended;

  Neighbour(
      Bundle bundle, Supplier<Limits> limits, Consumer<Offence> reports, Precedence precedence) {
    this.bundle = bundle;
    this.limits = limits;
    this.reports = reports;
    this.precedence = precedence;
    this.complaint = new Complaint(bundle);
    this.group = new ThreadGroup("plugin " + bundle.getSymbolicName());
  }

  Bundle bundle() {
    return bundle;
  }

  Complaint complaint() {
    return complaint;
  }

  Set<Errand> running() {
    return running;
  }

  /** Whether the current thread is at work in this bundle's own code: it is bounded already. */
  boolean inside() {
    return Thread.currentThread() instanceof Hand hand && hand.neighbour() == this && hand.abroad();
  }

  /** An errand with the time one call may take. */
  Errand errand(String doing) {
    return new Errand(doing, limits.get().call().toNanos());
  }

  /**
   * Has it done by a hand of the bundle and waits for it.
   *
   * @throws Refusal that names the bundle, for whatever is the bundle's fault
   */
  @Nullable Object call(Errand errand, @Nullable Progress progress) {
    open();
    through(errand, progress);
    return outcome(errand);
  }

  private void through(Errand errand, @Nullable Progress progress) {
    running.add(errand);
    try {
      dispatch(errand);
      await(errand, progress);
    } finally {
      precedence.forget(errand);
      if (errand.done()) {
        running.remove(errand);
      }
    }
  }

  private void open() {
    Diagnostic why = closed.get();
    if (why != null) {
      throw new Refusal(complaint.quarantined(why));
    }
  }

  private void dispatch(Errand errand) {
    for (Hand hand = idle.pollFirst(); hand != null; hand = idle.pollFirst()) {
      if (hand.give(errand)) {
        return;
      }
    }
    Hand fresh = new Hand(this, group, "plugin-" + bundle.getSymbolicName());
    fresh.give(errand);
    fresh.start();
  }

  /** Whether a hand may wait for another errand. */
  boolean keeps(Hand hand, Errand errand) {
    Leash.free(hand);
    if (errand.abandoned()) {
      running.remove(errand);
      return false;
    }
    if (ended) {
      return false;
    }
    idle.addFirst(hand);
    if (ended) {
      dismiss();
    }
    return true;
  }

  private void await(Errand errand, @Nullable Progress progress) {
    for (int i = 0; i < SPINS && !errand.done(); i++) {
      Thread.onSpinWait();
    }
    while (!errand.done()) {
      LockSupport.parkNanos(errand, LOOK_NANOS);
      if (errand.done()) {
        return;
      }
      precedence.look(errand);
      if (Thread.interrupted()) {
        stop(errand);
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
      if (progress != null && progress.cancelled()) {
        stop(errand);
        throw new CancellationException("cancelled");
      }
      if (errand.accused()) {
        Diagnostic why = complaint.tooLarge(errand.doing());
        close(why);
        stop(errand);
        throw new Refusal(why);
      }
      if (errand.overdue()) {
        Diagnostic why = complaint.tooSlow(errand.doing(), Duration.ofNanos(errand.allowance()));
        if (stop(errand)) {
          strike(why);
        } else {
          close(why);
        }
        throw new Refusal(why);
      }
    }
  }

  /**
   * Makes it stop: by an interrupt, else by the leash, else it is left behind.
   *
   * @return whether it heeded the interrupt
   */
  private boolean stop(Errand errand) {
    errand.interrupt();
    if (!errand.accused() && ends(errand, limits.get().heed().toNanos())) {
      return true;
    }
    Thread worker = errand.worker();
    if (worker != null) {
      Leash.end(worker);
    }
    if (!ends(errand, LEASH_NANOS)) {
      errand.abandon();
    }
    return false;
  }

  private static boolean ends(Errand errand, long nanos) {
    long end = System.nanoTime() + nanos;
    while (!errand.done() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(errand, LOOK_NANOS);
      // Told already: another interrupt changes nothing.
      Thread.interrupted();
    }
    return errand.done();
  }

  /** For work that is not the bundle's own, though it may call into it: what it throws stays. */
  @Nullable Object unchecked(Errand errand) {
    open();
    through(errand, null);
    Throwable failure = errand.failure();
    if (failure != null) {
      throw Thrown.unchecked(failure);
    }
    open();
    return errand.result();
  }

  private @Nullable Object outcome(Errand errand) {
    Throwable failure = errand.failure();
    if (failure == null) {
      open();
      return errand.result();
    }
    if (failure == errand.ours() || failure instanceof CancellationException) {
      throw Thrown.unchecked(failure);
    }
    if (failure instanceof Refusal refusal && refusal.diagnostic() != null) {
      throw refusal;
    }
    if (failure instanceof Nonsense nonsense) {
      throw blamed(complaint.nonsense(errand.doing(), String.valueOf(nonsense.getMessage())), null);
    }
    // Who is accused may be ended before whoever waits for it looks.
    if (failure instanceof OutOfMemoryError || (failure instanceof Ended && errand.accused())) {
      Diagnostic why = complaint.tooLarge(errand.doing());
      close(why);
      throw new Refusal(why, failure);
    }
    Diagnostic why = closed.get();
    if (why != null) {
      throw new Refusal(why, failure);
    }
    if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
      // It is being exchanged: whoever knows how to begin again has to see that.
      throw Thrown.unchecked(failure);
    }
    throw blamed(complaint.failed(errand.doing(), failure), failure);
  }

  private Refusal blamed(Diagnostic why, @Nullable Throwable cause) {
    strike(why);
    return new Refusal(why, cause);
  }

  /** It did something wrong; too often in a short time is too much. */
  private void strike(Diagnostic why) {
    Limits now = limits.get();
    synchronized (strikes) {
      Instant at = Instant.now();
      strikes.removeIf(earlier -> earlier.isBefore(at.minus(now.memory())));
      strikes.add(at);
      if (strikes.size() < now.strikes()) {
        return;
      }
    }
    close(why);
  }

  /** It went too far: nobody calls it any more, and it is put away. */
  void close(Diagnostic why) {
    if (closed.compareAndSet(null, why)) {
      reports.accept(
          new Offence(
              bundle.getSymbolicName(),
              bundle.getVersion().toString(),
              bundle.getLocation(),
              why,
              Instant.now()));
    }
  }

  /** Looks after what no call waits for. */
  void look() {
    int limit = limits.get().threads();
    int count = own().size();
    if (count > limit) {
      close(complaint.threads(count, limit));
    }
  }

  Standing standing() {
    int stuck = (int) running.stream().filter(Errand::abandoned).count();
    boolean starting = running.stream().anyMatch(one -> one.doing().equals(STARTING));
    return new Standing(own().size(), stuck, starting);
  }

  /**
   * The threads it started itself: they inherit the group of those it works in, as do those the
   * house starts while it works for it, which bear a mark.
   */
  List<Thread> own() {
    Thread[] all = new Thread[group.activeCount() + 16];
    int count = group.enumerate(all, true);
    return Arrays.stream(all, 0, count)
        .filter(thread -> !(thread instanceof Hand) && !HouseMark.isOn(thread))
        .toList();
  }

  /** Whatever still runs of it is to end. */
  void end() {
    ended = true;
    dismiss();
    Leash.end(bundle.getBundleId());
    own().forEach(Thread::interrupt);
    running.forEach(Errand::interrupt);
  }

  private void dismiss() {
    for (Hand hand = idle.pollFirst(); hand != null; hand = idle.pollFirst()) {
      hand.dismiss();
    }
  }

  /** Whether something of it cannot be made to stop. */
  boolean stuck() {
    return running.stream().anyMatch(Errand::abandoned);
  }
}
