package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Places to be looked at: the shallowest first, those of one depth in the order of their paths. */
final class Waiting {
  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt(Entry::depth)
          .thenComparing(Entry::order)
          .thenComparingLong(Entry::number);

  private final PriorityQueue<Entry> queue = new PriorityQueue<>(ORDER);
  private final Set<Place> members = new HashSet<>();
  private long number;

  private record Entry(int depth, String order, long number, Place place) {
    boolean current() {
      return depth == place.depth() && order.equals(place.order());
    }
  }

  void add(Place place) {
    if (members.add(place)) {
      queue.add(new Entry(place.depth(), place.order(), number++, place));
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The next one; a place that was moved meanwhile counts by where it lies now. */
  Place next() {
    Entry entry = queue.remove();
    while (!entry.current()) {
      Place moved = entry.place();
      queue.add(new Entry(moved.depth(), moved.order(), entry.number(), moved));
      entry = queue.remove();
    }
    members.remove(entry.place());
    return entry.place();
  }
}
