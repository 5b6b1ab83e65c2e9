package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Trace;

/** Environments as lists of states; counts the locks taken and those still held. */
final class MemoryEnvironments implements Environments {
  final Map<String, List<Generation>> all = new TreeMap<>();

  /** What others did, by generation number. */
  final Map<Integer, List<Trace>> traces = new TreeMap<>();

  final List<String> removed = new ArrayList<>();
  final Set<Integer> used = new TreeSet<>();
  int holds;
  int held;
  private final Path root;

  MemoryEnvironments(Path root) {
    this.root = root;
  }

  Generation add(String environment, State state) {
    List<Generation> generations = all.computeIfAbsent(environment, name -> new ArrayList<>());
    int number = generations.size() + 1;
    Path place = root.resolve(environment).resolve(String.valueOf(number));
    State numbered = state.numbered(number);
    Generation made = new Generation(environment, number, place, place.resolve("lease"), numbered);
    generations.add(made);
    return made;
  }

  @Override
  public Environments over(Places places) {
    return new MemoryEnvironments(places.environments());
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(all.keySet());
  }

  @Override
  public synchronized Optional<Generation> current(String environment) {
    return generations(environment).stream().max(Comparator.comparing(Generation::number));
  }

  @Override
  public synchronized List<Generation> generations(String environment) {
    return all.getOrDefault(environment, List.of());
  }

  @Override
  public synchronized Set<Integer> inUse(String environment) {
    return used;
  }

  @Override
  public synchronized Hold hold(String environment, Duration wait, Progress progress) {
    holds++;
    held++;
    return new Hold() {
      @Override
      public String environment() {
        return environment;
      }

      @Override
      public void close() {
        synchronized (MemoryEnvironments.this) {
          held--;
        }
      }
    };
  }

  @Override
  public synchronized Generation commit(
      Hold hold, State state, PrefixInput input, Progress progress) {
    return add(hold.environment(), state);
  }

  @Override
  public synchronized Path link(String environment) {
    return root.resolve(environment).resolve("current");
  }

  @Override
  public synchronized Path farm(Generation generation) {
    return generation.root().resolveSibling("farm");
  }

  @Override
  public synchronized boolean touched(Generation generation) {
    return !traces(generation).isEmpty();
  }

  @Override
  public synchronized List<Trace> traces(Generation generation) {
    return traces.getOrDefault(generation.number(), List.of());
  }

  @Override
  public synchronized void remove(Hold hold) {
    all.remove(hold.environment());
    removed.add(hold.environment());
  }

  @Override
  public synchronized int prune(Hold hold, int keep) {
    List<Generation> generations = all.getOrDefault(hold.environment(), new ArrayList<>());
    int many = Math.max(0, generations.size() - keep);
    generations.subList(0, many).clear();
    return many;
  }
}
