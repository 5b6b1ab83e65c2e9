package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.engine.internal.lock.LockWriter;
import org.omnipkg.environment.Environments;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The verbs over an environment's states; each is a flow of its own. */
@Component
public final class GenerationFlows implements Generations {
  private final Languages languages;
  private final Environments environments;
  private final HistoryFlow history;
  private final RevertFlow revert;
  private final SyncFlow sync;
  private final StateLock locks;
  private final LockFile files;
  private final Disk disk;
  private final Roots roots;

  @Activate
  public GenerationFlows(
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference HistoryFlow history,
      @Reference RevertFlow revert,
      @Reference SyncFlow sync,
      @Reference StateLock locks,
      @Reference LockFile files,
      @Reference Disk disk,
      @Reference Roots roots) {
    this.languages = languages;
    this.environments = environments;
    this.history = history;
    this.revert = revert;
    this.sync = sync;
    this.locks = locks;
    this.files = files;
    this.disk = disk;
    this.roots = roots;
  }

  @Override
  public List<Entry> history(Caller caller, String environment) {
    return history.run(environment);
  }

  @Override
  public Receipt revert(Caller caller, String environment, OptionalInt generation, boolean dryRun) {
    return disk.watched(
        () -> languages.steadily(() -> revert.run(caller, environment, generation, dryRun)));
  }

  @Override
  public String lock(Caller caller, String environment, Path folder) {
    return languages.steadily(
        () ->
            LockWriter.write(locks.of(States.existing(environments, environment).state(), folder)));
  }

  @Override
  public Exported export(Caller caller, String environment, Path file, boolean dryRun) {
    return languages.steadily(() -> written(caller, environment, file, dryRun));
  }

  private Exported written(Caller caller, String environment, Path file, boolean dryRun) {
    Environments.Generation generation = States.existing(environments, environment);
    Path parent = file.toAbsolutePath().getParent();
    Lock lock = locks.of(generation.state(), parent == null ? caller.directory() : parent);
    String text = LockWriter.write(lock);
    boolean differs = files.differs(file, text);
    if (differs && !dryRun) {
      files.write(file, text);
    }
    if (!dryRun) {
      roots.follow(file);
    }
    return new Exported(file, generation.number(), lock.active().packages().size(), differs);
  }

  @Override
  public Receipt sync(Caller caller, SyncRequest request) {
    Receipt receipt = disk.watched(() -> languages.steadily(() -> sync.run(caller, request)));
    if (!request.dryRun()) {
      roots.follow(request.file());
    }
    return receipt;
  }

  @Override
  public Path lockFile(Caller caller) {
    return files.meant(caller);
  }
}
