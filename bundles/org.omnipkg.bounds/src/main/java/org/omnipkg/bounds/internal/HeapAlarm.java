package org.omnipkg.bounds.internal;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.omnipkg.bounds.woven.Leash;

/**
 * Looks, after every collection of the whole memory, for the call that fills it. One under which a
 * sixteenth of all there is came to stay, and that took as much, is braked: others get four times
 * the time that the collection took. When it is the half, that call is ended; so is whoever took
 * half when the memory is nearly full, though it was so before. A call that takes much and keeps
 * little is not noticed.
 */
final class HeapAlarm implements NotificationListener, AutoCloseable {
  private static final double FULL = 0.8;
  private static final int SHARE = 16;
  private static final int OTHERS = 4;
  private static final long LONGEST_MILLIS = 1_000;

  /** Where what stays is kept. */
  private static final Optional<MemoryPoolMXBean> POOL =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
          .filter(pool -> pool.getUsage().getMax() > Runtime.getRuntime().maxMemory() / 2)
          .findFirst();

  private final Supplier<Collection<Neighbour>> neighbours;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long all;
  private final List<NotificationEmitter> collectors = new ArrayList<>();

  HeapAlarm(Supplier<Collection<Neighbour>> neighbours) {
    this(neighbours, Runtime.getRuntime().maxMemory());
    POOL.ifPresent(
        pool -> {
          List<String> managers = Arrays.asList(pool.getMemoryManagerNames());
          for (GarbageCollectorMXBean one : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (managers.contains(one.getName()) && one instanceof NotificationEmitter emitter) {
              emitter.addNotificationListener(this, null, null);
              collectors.add(emitter);
            }
          }
        });
  }

  /** One that is told of collections by hand. */
  HeapAlarm(Supplier<Collection<Neighbour>> neighbours, long all) {
    this.neighbours = neighbours;
    this.all = all;
  }

  /** How much is kept now, with what nobody needs any more. */
  static long full() {
    return POOL.isPresent() ? POOL.get().getUsage().getUsed() : 0;
  }

  /** What a thread has taken so far. */
  long taken(@Nullable Thread thread) {
    return thread == null ? 0 : Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    if (POOL.isPresent()
        && notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var collection = GarbageCollectionNotificationInfo.from(data).getGcInfo();
      MemoryUsage left = collection.getMemoryUsageAfterGc().get(POOL.get().getName());
      if (left != null) {
        collected(left.getUsed(), left.getUsed() > left.getMax() * FULL, collection.getDuration());
      }
    }
  }

  /**
   * A collection is over.
   *
   * @param left how much it left
   * @param nearlyFull whether there is hardly any room
   * @param millis how long it took
   */
  void collected(long left, boolean nearlyFull, long millis) {
    long pause =
        TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_MILLIS, OTHERS * Math.max(millis, 5)));
    @Nullable Errand worst = null;
    @Nullable Neighbour whose = null;
    long most = all / 2;
    for (Neighbour neighbour : neighbours.get()) {
      for (Errand errand : neighbour.running()) {
        long taken = taken(errand.worker()) - errand.takenBefore();
        long stayed = Math.min(taken, left - errand.fullBefore());
        if (stayed >= all / SHARE) {
          errand.brake(pause);
        }
        if (taken >= most && (nearlyFull || stayed >= all / 2)) {
          most = taken;
          worst = errand;
          whose = neighbour;
        }
      }
      List<Thread> threadsOfItsOwn = neighbour.own();
      long own = threadsOfItsOwn.stream().mapToLong(this::taken).sum();
      if (own >= all / 2 && left >= all / 2) {
        long until = System.nanoTime() + pause;
        threadsOfItsOwn.forEach(thread -> Leash.hold(thread, until));
      }
      if (own >= most && nearlyFull) {
        most = own;
        worst = null;
        whose = neighbour;
      }
    }
    if (worst != null) {
      worst.accuse();
    } else if (whose != null) {
      whose.close(whose.complaint().tooLarge("threads of its own"));
    }
  }

  @Override
  public void close() {
    try {
      for (NotificationEmitter collector : collectors) {
        collector.removeNotificationListener(this);
      }
    } catch (ListenerNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
