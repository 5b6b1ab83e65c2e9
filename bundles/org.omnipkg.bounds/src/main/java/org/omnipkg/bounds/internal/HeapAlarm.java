package org.omnipkg.bounds.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collection;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that fills the memory once a collection could not make room: the one that took
 * most, when that is as much as the half of all there is.
 */
final class HeapAlarm implements NotificationListener, AutoCloseable {
  private static final double FULL = 0.8;

  private final Supplier<Collection<Neighbour>> neighbours;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long enough = Runtime.getRuntime().maxMemory() / 2;

  HeapAlarm(Supplier<Collection<Neighbour>> neighbours) {
    this.neighbours = neighbours;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      long most = pool.getUsage().getMax();
      if (pool.getType() == MemoryType.HEAP
          && pool.isCollectionUsageThresholdSupported()
          && most > enough) {
        pool.setCollectionUsageThreshold((long) (most * FULL));
      }
    }
    emitter().addNotificationListener(this, null, null);
  }

  private static NotificationEmitter emitter() {
    return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  }

  /** What a thread has taken so far. */
  long taken(@Nullable Thread thread) {
    return thread == null ? 0 : Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    if (notification
        .getType()
        .equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)) {
      accuse();
    }
  }

  private void accuse() {
    @Nullable Errand worst = null;
    @Nullable Neighbour whose = null;
    long most = enough;
    for (Neighbour neighbour : neighbours.get()) {
      for (Errand errand : neighbour.running()) {
        long taken = taken(errand.worker()) - errand.takenBefore();
        if (taken >= most) {
          most = taken;
          worst = errand;
          whose = neighbour;
        }
      }
      long own = neighbour.own().stream().mapToLong(this::taken).sum();
      if (own >= most) {
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
      emitter().removeNotificationListener(this);
    } catch (ListenerNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
