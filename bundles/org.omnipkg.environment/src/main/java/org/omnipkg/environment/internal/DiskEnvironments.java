package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Trace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Environments as folders, their generations numbered, the newest named by one link. */
@Component
public final class DiskEnvironments implements Environments {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?");

  /** The house's own, for the time of one build; never listed. */
  private static final Pattern PASSING =
      Pattern.compile("\\.[a-z]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Places places;
  private final Optional<Processes> processes;
  private final Trouble trouble;
  private final EnvironmentLocks locks = new EnvironmentLocks();
  private final Footprints footprints = new Footprints();
  private final KnownStates states = new KnownStates();
  private final Occupancy occupancy = new Occupancy(Path.of("/proc"));
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "omnipkg-state");
            thread.setDaemon(true);
            return thread;
          });

  private final TreeChoice choice;
  private final NextGeneration next;

  @Activate
  public DiskEnvironments(@Reference Places places, @Reference Processes processes) {
    this(places, Optional.of(processes));
  }

  /** Without a way to clone files. */
  public DiskEnvironments(Places places) {
    this(places, Optional.empty());
  }

  private DiskEnvironments(Places places, Optional<Processes> processes) {
    this.places = places;
    this.processes = processes;
    this.trouble = new Trouble(places);
    this.choice = new TreeChoice(places, new TreeCopies(new Clones(processes)));
    this.next = new NextGeneration(choice, footprints, writers);
  }

  @Override
  public Environments over(Places other) {
    return new DiskEnvironments(other, processes);
  }

  @Deactivate
  void stop() {
    writers.shutdown();
  }

  @Override
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(places.environments())) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        if (NAME.matcher(name).matches() && Files.isSymbolicLink(folder.resolve("current"))) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(names);
  }

  @Override
  public Optional<Generation> current(String environment) {
    Folders folders = folders(environment);
    try {
      OptionalInt number = folders.currentNumber();
      if (number.isEmpty()) {
        return Optional.empty();
      }
      Optional<Generation> found = read(environment, folders, number.getAsInt());
      if (found.isPresent()) {
        return found;
      }
      OptionalInt again = folders.currentNumber();
      if (again.isPresent() && !again.equals(number)) {
        found = read(environment, folders, again.getAsInt());
      }
      return Optional.of(
          found.orElseThrow(() -> Trouble.damaged(environment, number.getAsInt(), null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Generation> generations(String environment) {
    Folders folders = folders(environment);
    try {
      int current = folders.currentNumber().orElse(0);
      List<Generation> found = new ArrayList<>();
      for (int number : folders.numbers().headSet(current, true)) {
        read(environment, folders, number).ifPresent(found::add);
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<Integer> inUse(String environment) {
    Folders folders = folders(environment);
    try {
      Map<Integer, Path> roots = new TreeMap<>();
      Set<Integer> used = new TreeSet<>();
      for (int number : folders.numbers()) {
        roots.put(number, folders.root(number));
        if (occupancy.isLeased(folders.lease(number))
            || occupancy.isLeased(folders.retired(number))) {
          used.add(number);
        }
      }
      used.addAll(occupancy.running(roots));
      return used;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Hold hold(String environment, Duration wait, Progress progress) {
    try {
      return locks.acquire(environment, folders(environment), wait, progress);
    } catch (IOException e) {
      throw trouble.unwritable(environment, e);
    }
  }

  @Override
  public Generation commit(Hold hold, State state, PrefixInput input, Progress progress) {
    Folders folders = folders(checked(hold));
    boolean own = !isPassing(hold.environment());
    try {
      State committed = next.commit(folders, state, input, own, progress);
      return generation(hold.environment(), folders, committed);
    } catch (ClosedByInterruptException e) {
      CancellationException cancelled = new CancellationException("cancelled");
      cancelled.initCause(e);
      throw cancelled;
    } catch (IOException e) {
      throw trouble.unwritable(hold.environment(), e);
    }
  }

  @Override
  public Path link(String environment) {
    return folders(environment).current();
  }

  @Override
  public Path farm(Generation generation) {
    return folders(generation.environment()).farm(generation.number());
  }

  @Override
  public boolean touched(Generation generation) {
    try {
      return footprints.touched(folders(generation.environment()), generation.number());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Trace> traces(Generation generation) {
    try {
      return footprints.traces(folders(generation.environment()), generation.number());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<String> own(Generation generation) {
    return choice.own(folders(generation.environment()), generation.number());
  }

  @Override
  public Set<String> changed(Generation generation) {
    return choice.changed(folders(generation.environment()), generation.number());
  }

  @Override
  public void refresh(Set<String> trees) {
    names().forEach(environment -> choice.refresh(folders(environment), trees));
  }

  private static boolean isPassing(String environment) {
    return PASSING.matcher(environment).matches();
  }

  @Override
  public void remove(Hold hold) {
    Folders folders = folders(checked(hold));
    try {
      Files.deleteIfExists(folders.current());
      Removal.of(folders.base());
    } catch (IOException e) {
      throw trouble.unwritable(hold.environment(), e);
    }
  }

  @Override
  public int prune(Hold hold, int keep) {
    Folders folders = folders(checked(hold));
    int removed = 0;
    try {
      int current = folders.currentNumber().orElse(0);
      TreeSet<Integer> numbers = folders.numbers();
      List<Integer> old = new ArrayList<>(numbers.headSet(current, false).descendingSet());
      Map<Integer, Path> roots = new TreeMap<>();
      old.subList(Math.min(Math.max(keep - 1, 0), old.size()), old.size())
          .forEach(number -> roots.put(number, folders.root(number)));
      Set<Integer> running = roots.isEmpty() ? Set.of() : occupancy.running(roots);
      for (int number : roots.keySet()) {
        if (!running.contains(number) && occupancy.freed(folders, number)) {
          folders.removeGeneration(number);
          removed++;
        }
      }
      if (removed > 0) {
        choice.sweep(folders);
      }
    } catch (IOException e) {
      throw trouble.unwritable(hold.environment(), e);
    }
    return removed;
  }

  private Optional<Generation> read(String environment, Folders folders, int number)
      throws IOException {
    try {
      State state = states.read(folders.state(number));
      return Files.isDirectory(folders.root(number))
          ? Optional.of(generation(environment, folders, state))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw Trouble.damaged(environment, number, e);
    }
  }

  private static Generation generation(String environment, Folders folders, State state) {
    int number = state.number();
    return new Generation(environment, number, folders.root(number), folders.lease(number), state);
  }

  private static String checked(Hold hold) {
    if (!(hold instanceof EnvironmentLocks.Held held) || !held.isOpen()) {
      throw new IllegalStateException("environment " + hold.environment() + " is not held");
    }
    return hold.environment();
  }

  private Folders folders(String name) {
    if (!NAME.matcher(name).matches() && !isPassing(name)) {
      throw Trouble.badName(name);
    }
    return new Folders(places.environments().resolve(name));
  }
}
