package org.omnipkg.runtimes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Runtime;
import org.omnipkg.runtimes.internal.Register.Book;
import org.omnipkg.runtimes.internal.Register.Kept;
import org.omnipkg.runtimes.internal.Register.Probe;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.RuntimeSource.Candidate;

/** Asks executables what they are: side by side, and each only once while it does not change. */
final class Probes {
  private static final Duration NO_IS_KEPT = Duration.ofMinutes(10);
  private static final int SIDE_BY_SIDE =
      Math.max(4, 2 * java.lang.Runtime.getRuntime().availableProcessors());

  private final Register register;
  private final String build;

  /**
   * Probes kept in a register.
   *
   * @param build identifies our own build: another one may ask other questions
   */
  Probes(Register register, String build) {
    this.register = register;
    this.build = build;
  }

  /** The runtimes among the candidates, in the order of the candidates. */
  List<Runtime> ask(List<Candidate> candidates, RuntimeSource source, Desk desk) {
    Map<String, Probe> known = register.read().probes();
    Optional<String> language = language(known.values(), source);
    long now = desk.clock().instant().getEpochSecond();
    Map<Candidate, Probe> answers = new LinkedHashMap<>();
    Map<Candidate, String> stamps = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      String stamp = stamp(candidate, source);
      Probe kept = known.get(candidate.executable().toString());
      if (kept != null && kept.stamp().equals(stamp) && now < kept.until()) {
        answers.put(candidate, kept);
      } else if (!stamp.isEmpty() && !isOthers(kept, stamp, language)) {
        stamps.put(candidate, stamp);
      }
    }
    if (!stamps.isEmpty()) {
      Map<Candidate, Probe> fresh = run(stamps, source, desk, now);
      answers.putAll(fresh);
      register.change(book -> with(book, fresh));
    }
    List<Runtime> runtimes = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Probe answer = answers.get(candidate);
      if (answer != null && answer.runtime() != null) {
        runtimes.add(answer.runtime().runtime(candidate.origin()));
      }
    }
    return runtimes;
  }

  private static Map<Candidate, Probe> run(
      Map<Candidate, String> stamps, RuntimeSource source, Desk desk, long now) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(SIDE_BY_SIDE, stamps.size()));
    try {
      Map<Candidate, Future<Optional<Runtime>>> running = new LinkedHashMap<>();
      stamps.keySet().forEach(c -> running.put(c, pool.submit(() -> source.probe(c, desk))));
      Map<Candidate, Probe> fresh = new LinkedHashMap<>();
      for (Map.Entry<Candidate, Future<Optional<Runtime>>> entry : running.entrySet()) {
        Optional<Runtime> runtime = entry.getValue().get();
        String stamp = stamps.getOrDefault(entry.getKey(), "");
        // A "no" may be a machine too busy to answer; it is not kept for long.
        fresh.put(
            entry.getKey(),
            runtime
                .map(r -> new Probe(stamp, Long.MAX_VALUE, Kept.of(r)))
                .orElseGet(() -> new Probe(stamp, now + NO_IS_KEPT.toSeconds(), null)));
      }
      return fresh;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    } finally {
      pool.shutdownNow();
    }
  }

  private static Book with(Book book, Map<Candidate, Probe> fresh) {
    Map<String, Probe> probes = new HashMap<>(book.probes());
    probes.keySet().removeIf(executable -> !Files.exists(Path.of(executable)));
    fresh.forEach(
        (candidate, probe) ->
            probes.merge(
                candidate.executable().toString(),
                probe,
                (old, young) -> isDenied(old, young) ? old : young));
    return new Book(book.schema(), book.added(), book.forgotten(), probes);
  }

  /** The language of whoever asks, told from what it knew before. */
  private static Optional<String> language(Collection<Probe> probes, RuntimeSource source) {
    String asker = " " + source.getClass().getName() + " ";
    return probes.stream()
        .filter(probe -> probe.runtime() != null && probe.stamp().contains(asker))
        .map(probe -> probe.runtime().ecosystem())
        .findFirst();
  }

  /** What another language knows for its own is not asked, since that takes seconds for some. */
  private static boolean isOthers(@Nullable Probe kept, String stamp, Optional<String> language) {
    Kept runtime = kept == null ? null : kept.runtime();
    return kept != null
        && runtime != null
        && sameFile(kept.stamp(), stamp)
        && language.filter(own -> !own.equals(runtime.ecosystem())).isPresent();
  }

  /** Whether a language would deny what another knows for its own. */
  private static boolean isDenied(Probe old, Probe young) {
    return old.runtime() != null && young.runtime() == null && sameFile(old.stamp(), young.stamp());
  }

  private static boolean sameFile(String stamp, String other) {
    return List.of(stamp.split(" ")).subList(0, 2).equals(List.of(other.split(" ")).subList(0, 2));
  }

  /** Empty when the file is not there; the kernel counts, because markers tell its release. */
  private String stamp(Candidate candidate, RuntimeSource source) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(candidate.executable(), BasicFileAttributes.class);
      return String.join(
          " ",
          Long.toString(file.lastModifiedTime().toMillis()),
          Long.toString(file.size()),
          System.getProperty("os.version", ""),
          source.getClass().getName(),
          build,
          new TreeMap<>(candidate.environment()).toString());
    } catch (IOException e) {
      return "";
    }
  }
}
