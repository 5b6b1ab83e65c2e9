package org.omnipkg.engine.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.omnipkg.api.Places;
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
  private static final String TABLE = "bytecode";

  private final Processes processes;
  private final Ledger ledger;
  private final Places places;
  private final Logger log;
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
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
      @Reference Ledger ledger,
      @Reference Places places,
      @Reference(service = LoggerFactory.class) Logger log) {
    this.processes = processes;
    this.ledger = ledger;
    this.places = places;
    this.log = log;
  }

  @Deactivate
  void stop() {
    stopped = true;
    queue.shutdownNow();
  }

  void later(List<Store.Tree> trees, Runtime runtime) {
    if (!trees.isEmpty()) {
      queue.execute(() -> compile(trees, runtime));
    }
  }

  private void compile(List<Store.Tree> trees, Runtime runtime) {
    String tag = runtime.fact("cache_tag");
    List<Store.Tree> open =
        trees.stream().filter(tree -> ledger.get(TABLE, key(tree, tag)).isEmpty()).toList();
    if (open.isEmpty() || tag.isEmpty()) {
      return;
    }
    List<String> argv = new ArrayList<>();
    SearchPath.find("nice", "/usr/bin:/bin")
        .ifPresent(nice -> argv.addAll(List.of(nice.toString(), "-n", "10")));
    argv.addAll(List.of(runtime.executable().toString(), "-E", "-s", "-m", "compileall", "-q"));
    open.forEach(tree -> argv.add(tree.path().resolve("lib/py/site-packages").toString()));
    Path home = places.home();
    try {
      processes.run(
          new Desk.Command(
              argv,
              home,
              Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString()),
              Optional.empty(),
              Duration.ofMinutes(20),
              Optional.empty()),
          new Quiet());
      open.forEach(tree -> ledger.put(TABLE, key(tree, tag), "1".getBytes(StandardCharsets.UTF_8)));
    } catch (Refusal | java.util.concurrent.CancellationException e) {
      log.debug("bytecode of {} trees left to the first import", open.size(), e);
    }
  }

  private static String key(Store.Tree tree, String tag) {
    return tree.shelf() + "/" + tree.key() + "/" + tag;
  }

  private final class Quiet implements Progress {
    @Override
    public void step(String what) {}

    @Override
    public void note(String line) {}

    @Override
    public Task task(String label, long total) {
      return SILENT.task(label, total);
    }

    @Override
    public boolean cancelled() {
      return stopped;
    }
  }
}
