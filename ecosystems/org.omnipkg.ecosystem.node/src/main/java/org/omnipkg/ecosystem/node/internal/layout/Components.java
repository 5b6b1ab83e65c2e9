package org.omnipkg.ecosystem.node.internal.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Groups of nodes that need each other, each group after all it needs (Tarjan, without recursion).
 */
final class Components {
  private final Map<String, Map<String, String>> needs;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> stack = new ArrayDeque<>();
  private final TreeSet<String> onStack = new TreeSet<>();
  private final List<List<String>> found = new ArrayList<>();

  Components(Map<String, Map<String, String>> needs) {
    this.needs = needs;
  }

  private record Frame(String id, Iterator<String> rest) {}

  List<List<String>> inOrder() {
    for (String id : new TreeSet<>(needs.keySet())) {
      if (!index.containsKey(id)) {
        walk(id);
      }
    }
    return found;
  }

  private void walk(String start) {
    Deque<Frame> frames = new ArrayDeque<>();
    enter(start, frames);
    while (!frames.isEmpty()) {
      Frame frame = frames.getLast();
      if (frame.rest().hasNext()) {
        String to = frame.rest().next();
        if (!index.containsKey(to)) {
          enter(to, frames);
        } else if (onStack.contains(to)) {
          low.merge(frame.id(), index.getOrDefault(to, 0), Math::min);
        }
        continue;
      }
      frames.removeLast();
      if (!frames.isEmpty()) {
        low.merge(frames.getLast().id(), low.getOrDefault(frame.id(), 0), Math::min);
      }
      if (low.getOrDefault(frame.id(), 0).equals(index.get(frame.id()))) {
        close(frame.id());
      }
    }
  }

  private void enter(String id, Deque<Frame> frames) {
    index.put(id, index.size());
    low.put(id, index.getOrDefault(id, 0));
    stack.push(id);
    onStack.add(id);
    frames.addLast(new Frame(id, needs.getOrDefault(id, Map.of()).values().iterator()));
  }

  private void close(String id) {
    List<String> component = new ArrayList<>();
    String member;
    do {
      member = stack.pop();
      onStack.remove(member);
      component.add(member);
    } while (!member.equals(id));
    component.sort(null);
    found.add(component);
  }
}
