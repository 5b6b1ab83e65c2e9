package org.omnipkg.ecosystem.go.internal.solve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Require;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Modules of one solve, many fetched at once; replaced and excluded ones are dealt with here. */
final class Modules implements AutoCloseable {
  private static final int THREADS = 24;

  private final Verified verified;
  private final Map<String, GoMod.Replace> replaced;
  private final Set<Version> excluded;
  private final Map<Version, Module> loaded = new ConcurrentHashMap<>();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "omnipkg-go-modules");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param replaced by path, with {@code @version} behind it where only that is replaced
   */
  Modules(Verified verified, Map<String, GoMod.Replace> replaced, Set<Version> excluded) {
    this.verified = verified;
    this.replaced = Map.copyOf(replaced);
    this.excluded = Set.copyOf(excluded);
  }

  /**
   * A module as it counts in the graph.
   *
   * @param files whose files stand for it: itself, unless it is replaced
   */
  record Module(Version files, Verified.Mod mod, List<Require> requires) {
    boolean prunes() {
      return mod.file().prunes();
    }

    /** Whether its requirements are all that its packages need. */
    boolean listsAll() {
      return prunes() && requires.size() == mod.file().requires().size();
    }
  }

  /** Fetches those that are not there yet. */
  void load(Collection<Version> wanted) {
    Set<Version> missing = new HashSet<>(wanted);
    missing.removeAll(loaded.keySet());
    List<Future<?>> work = new ArrayList<>();
    missing.forEach(module -> work.add(pool.submit(() -> loaded.put(module, find(module)))));
    try {
      for (Future<?> one : work) {
        one.get();
      }
    } catch (ExecutionException e) {
      work.forEach(one -> one.cancel(true));
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    }
  }

  Module of(Version module) {
    Module known = loaded.get(module);
    if (known == null) {
      load(List.of(module));
      known = loaded.get(module);
    }
    if (known == null) {
      throw new IllegalStateException("not loaded: " + module);
    }
    return known;
  }

  /** The digests its zip must have. */
  Map<String, String> hashes(Module module) {
    return verified.hashes(module.mod(), module.files().path(), module.files().version());
  }

  /** Whether a proxy has that version. */
  boolean exists(Version module) {
    Version files = files(module);
    return loaded.containsKey(module) || verified.mod(files.path(), files.version()).isPresent();
  }

  private Version files(Version module) {
    GoMod.Replace by = replaced.get(module.toString());
    by = by == null ? replaced.get(module.path()) : by;
    return by == null ? module : new Version(by.by(), by.byVersion());
  }

  private Module find(Version module) {
    Version files = files(module);
    Verified.Mod mod =
        verified
            .mod(files.path(), files.version())
            .orElseThrow(
                () ->
                    new Refusal(
                        Diagnostic.outside(
                            "metadata.missing", "no proxy has the go.mod of `" + files + "`", "")));
    String says = mod.file().module();
    if (files.equals(module) && !says.isEmpty() && !says.equals(module.path())) {
      throw new Refusal(
          Diagnostic.user(
                  "metadata.inconsistent",
                  "`" + module + "` calls itself `" + says + "`",
                  "ask for `go:" + says + "`")
              .with(List.of("its go.mod says `module " + says + "`")));
    }
    List<Require> requires =
        mod.file().requires().stream().filter(r -> !excluded.contains(r.module())).toList();
    return new Module(files, mod, requires);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
