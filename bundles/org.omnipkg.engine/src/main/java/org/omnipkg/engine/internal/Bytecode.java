package org.omnipkg.engine.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.omnipkg.api.PassingProgress;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Compiles stored trees once per tree and cache tag, behind the user's back and off the critical
 * path: an import that comes first compiles for itself, with the same result.
 */
@Component(service = Bytecode.class)
public final class Bytecode {
  /** What is compiled, by tree and tag. */
  static final String TABLE = "bytecode";

  /** What is still to be, with the interpreter that does it: a stopped daemon left it. */
  static final String OPEN = "bytecode-open";

  private static final int AT_ONCE = 20;
  private static final long LEFTOVERS_SECONDS = 20;

  private final Processes processes;
  private final Store store;
  private final Environments environments;
  private final Ledger ledger;
  private final Places places;
  private final Logger log;
  private final ScheduledExecutorService queue =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "bytecode");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });
  private volatile boolean stopped;

  @Activate
  public Bytecode(
      @Reference Processes processes,
      @Reference Store store,
      @Reference Environments environments,
      @Reference Ledger ledger,
      @Reference Places places,
      @Reference(service = LoggerFactory.class) Logger log) {
    this(processes, store, environments, ledger, places, log, LEFTOVERS_SECONDS);
  }

  Bytecode(
      Processes processes,
      Store store,
      Environments environments,
      Ledger ledger,
      Places places,
      Logger log,
      long leftoversSeconds) {
    this.processes = processes;
    this.store = store;
    this.environments = environments;
    this.ledger = ledger;
    this.places = places;
    this.log = log;
    // What an earlier process left over can wait for the first answer.
    queue.schedule(this::work, leftoversSeconds, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    stopped = true;
    queue.shutdownNow();
  }

  /** Whether a file of a tree is one that comes of running or compiling it. */
  static boolean made(String path) {
    return path.matches("(.*/)?__pycache__/[^/]+\\.pyc(\\.\\d+)?");
  }

  void later(List<Store.Tree> trees, Runtime runtime) {
    String tag = runtime.fact("cache_tag");
    if (trees.isEmpty() || tag.isEmpty() || stopped) {
      return;
    }
    byte[] interpreter = runtime.executable().toString().getBytes(StandardCharsets.UTF_8);
    queue.execute(
        () -> {
          for (Store.Tree tree : trees) {
            if (ledger.get(TABLE, key(tree, tag)).isEmpty()) {
              ledger.put(OPEN, key(tree, tag), interpreter);
            }
          }
          work();
        });
  }

  private void work() {
    try {
      Map<String, List<String>> open = new TreeMap<>();
      for (String row : ledger.keys(OPEN)) {
        ledger
            .get(OPEN, row)
            .map(value -> new String(value, StandardCharsets.UTF_8))
            .ifPresent(python -> open.computeIfAbsent(python, p -> new ArrayList<>()).add(row));
      }
      for (Map.Entry<String, List<String>> its : open.entrySet()) {
        List<String> rows = its.getValue();
        for (int from = 0; from < rows.size() && !stopped; from += AT_ONCE) {
          List<String> some = rows.subList(from, Math.min(from + AT_ONCE, rows.size()));
          compile(some, Path.of(its.getKey()));
        }
      }
    } catch (Refusal | CancellationException e) {
      log.debug("bytecode is left to the first import", e);
    }
  }

  /** Under a hold, so that no collection takes a tree from under the compiler. */
  private void compile(List<String> rows, Path interpreter) {
    try (Store.Hold hold = store.hold()) {
      List<Store.Tree> trees = new ArrayList<>();
      for (String row : rows) {
        String[] parts = row.split("/", 3);
        hold.keep(parts[0], parts[1]);
        store.tree(parts[0], parts[1]).ifPresent(trees::add);
      }
      boolean done = trees.isEmpty() || !Files.isExecutable(interpreter);
      if (!done) {
        run(trees, interpreter);
        environments.refresh(
            trees.stream().map(Store.Tree::name).collect(Collectors.toCollection(TreeSet::new)));
      }
      rows.forEach(
          row -> {
            if (!done) {
              ledger.put(TABLE, row, "1".getBytes(StandardCharsets.UTF_8));
            }
            ledger.remove(OPEN, row);
          });
    }
  }

  private void run(List<Store.Tree> trees, Path interpreter) {
    List<String> argv = new ArrayList<>();
    SearchPath.find("nice", "/usr/bin:/bin")
        .ifPresent(nice -> argv.addAll(List.of(nice.toString(), "-n", "10")));
    argv.addAll(List.of(interpreter.toString(), "-E", "-s", "-m", "compileall", "-q"));
    trees.forEach(tree -> argv.add(tree.path().resolve("lib/py/site-packages").toString()));
    Path home = places.home();
    processes.run(
        new Desk.Command(
            argv,
            home,
            Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString()),
            Optional.empty(),
            Duration.ofMinutes(20),
            Optional.empty()),
        new Quiet());
  }

  private static String key(Store.Tree tree, String tag) {
    return tree.shelf() + "/" + tree.key() + "/" + tag;
  }

  private final class Quiet implements PassingProgress {
    @Override
    public Progress progress() {
      return SILENT;
    }

    @Override
    public boolean cancelled() {
      return stopped;
    }
  }
}
