package org.omnipkg.store.internal;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health;
import org.omnipkg.api.Places;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells {@code doctor} about the store's disk, its links and its ledger. */
@Component
public final class StoreCheckup implements Checkup {
  private static final long SCARCE = 500_000_000;

  private final Store store;
  private final Ledger ledger;
  private final Places places;

  @Activate
  public StoreCheckup(@Reference Store store, @Reference Ledger ledger, @Reference Places places) {
    this.store = store;
    this.ledger = ledger;
    this.places = places;
  }

  @Override
  public List<Health.Finding> examine(Caller caller) {
    List<Health.Finding> findings = new ArrayList<>();
    long free = places.store().toFile().getUsableSpace();
    String space = free / 1_000_000 + " MB free";
    findings.add(
        free < SCARCE
            ? new Health.Finding(
                "problem",
                "store",
                "only " + space,
                "`omnipkg store gc` removes what nothing needs any more",
                List.of())
            : new Health.Finding("ok", "store", space, "", List.of()));
    if (!store.reaches(places.environments())) {
      findings.add(
          new Health.Finding(
              "note",
              "store",
              "environments lie on another device, so files are copied",
              "let both lie on one file system to share the files",
              List.of()));
    }
    try {
      ledger.keys("trees");
    } catch (Refusal refusal) {
      findings.add(
          new Health.Finding(
              "problem",
              "ledger",
              refusal.diagnostic().message(),
              refusal.diagnostic().hint(),
              List.of()));
    }
    return findings;
  }
}
