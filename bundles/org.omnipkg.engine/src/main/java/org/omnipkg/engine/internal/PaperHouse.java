package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.api.Settings;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Carries plans out for practice, in a home of their own that is thrown away: with a store, a
 * ledger and environments of which the house's own know nothing.
 */
@Component(service = PaperHouse.class)
public final class PaperHouse {
  private final Store store;
  private final Environments environments;
  private final Unpacker unpacker;
  private final Locating locating;
  private final Languages languages;
  private final Settings settings;
  private final Processes processes;
  private final Places places;
  private final Logger log;
  private final MemoryFolder memory = new MemoryFolder();

  @Activate
  public PaperHouse(
      @Reference Store store,
      @Reference Environments environments,
      @Reference Unpacker unpacker,
      @Reference Locating locating,
      @Reference Languages languages,
      @Reference Settings settings,
      @Reference Processes processes,
      @Reference Places places,
      @Reference(service = LoggerFactory.class) Logger log) {
    this.store = store;
    this.environments = environments;
    this.unpacker = unpacker;
    this.locating = locating;
    this.languages = languages;
    this.settings = settings;
    this.processes = processes;
    this.places = places;
    this.log = log;
  }

  /**
   * Makes the plan's generation, and removes it.
   *
   * @param scratch for what cannot be kept in memory
   */
  void carryOut(Plan plan, Leases leases, HouseDesk desk, Path scratch) throws IOException {
    Path home = memory.create().orElseGet(() -> scratch.resolve("home"));
    try (Store.Spare spare = store.spare(Files.createDirectories(home.resolve("store")))) {
      PaperPlaces own = new PaperPlaces(home, places);
      carryOut(plan, leases, desk, spare.store(), environments.over(own), own);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      Removal.of(home);
    }
  }

  private void carryOut(
      Plan plan, Leases leases, HouseDesk desk, Store spare, Environments apart, PaperPlaces own)
      throws InterruptedException {
    Acquisition acquisition = new Acquisition(spare, new PaperLedger(), unpacker, locating);
    OldGenerations old = new OldGenerations(apart, log);
    PlanExecutor plans =
        new PlanExecutor(
            acquisition,
            apart,
            new Natives(own, processes),
            settings,
            new Drifts(apart, languages, spare),
            old);
    try (Environments.Hold hold = apart.hold(plan.environment(), Duration.ZERO, Progress.SILENT)) {
      plans.execute(plan, hold, leases::layout, desk);
    } finally {
      acquisition.stop();
      old.stop();
    }
  }
}
