package org.omnipkg.shell.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.Execution;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.api.RuntimeCatalog;
import org.omnipkg.api.Settings;
import org.omnipkg.api.Storage;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.verb.Rooms;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The rooms as they come and go. All optional, so that {@code doctor} and {@code --help} answer
 * when a room is missing; a room that is only late is waited for.
 */
@Component(service = Rooms.class)
public final class WiredRooms implements Rooms {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
  private static final long GLANCE = 10;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Packages packages;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Execution execution;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable RuntimeCatalog runtimes;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Settings settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Health health;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Places places;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CommandProcessor gogo;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable DaemonControl daemon;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Generations generations;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Inquiry inquiry;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Storage storage;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Plugins plugins;

  @Override
  public Packages packages() {
    return here("Packages", () -> Optional.ofNullable(packages));
  }

  @Override
  public Execution execution() {
    return here("Execution", () -> Optional.ofNullable(execution));
  }

  @Override
  public Generations generations() {
    return here("Generations", () -> Optional.ofNullable(generations));
  }

  @Override
  public Inquiry inquiry() {
    return here("Inquiry", () -> Optional.ofNullable(inquiry));
  }

  @Override
  public Storage storage() {
    return here("Storage", () -> Optional.ofNullable(storage));
  }

  @Override
  public Plugins plugins() {
    return here("Plugins", () -> Optional.ofNullable(plugins));
  }

  @Override
  public RuntimeCatalog runtimes() {
    return here("RuntimeCatalog", () -> Optional.ofNullable(runtimes));
  }

  @Override
  public Settings settings() {
    return here("Settings", () -> Optional.ofNullable(settings));
  }

  @Override
  public Health health() {
    return here("Health", () -> Optional.ofNullable(health));
  }

  @Override
  public Places places() {
    return here("Places", () -> Optional.ofNullable(places));
  }

  @Override
  public CommandProcessor gogo() {
    return here("CommandProcessor", () -> Optional.ofNullable(gogo));
  }

  @Override
  public Optional<DaemonControl> daemon() {
    return Optional.ofNullable(daemon);
  }

  private static <T> T here(String name, Supplier<Optional<T>> room) {
    long start = System.nanoTime();
    Optional<T> found = room.get();
    try {
      while (found.isEmpty() && System.nanoTime() - start < PATIENCE) {
        Thread.sleep(GLANCE);
        found = room.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("cancelled");
    }
    return found.orElseThrow(() -> missing(name));
  }

  private static Refusal missing(String name) {
    return new Refusal(
        new Diagnostic(
            "internal.not-wired",
            Diagnostic.Kind.BUG,
            "the service `" + name + "` is missing from this omnipkg",
            List.of(),
            name.equals("Health") ? "" : "`omnipkg doctor` shows what it waits for"));
  }
}
