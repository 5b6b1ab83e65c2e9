package org.omnipkg.engine.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.store.internal.DiskStore;
import org.omnipkg.store.internal.SqliteLedger;
import org.osgi.service.log.Logger;

/** A small house whose store and ledger are the real ones. */
final class StoredHouse implements AutoCloseable {
  final SmallHouse house;
  final Places places;
  final DiskStore store;
  final SqliteLedger ledger;
  final Acquisition acquisition;
  final Tools tools;
  final Roots roots;
  final Repair repair;
  final Leftovers leftovers;
  final StorageFlows flows;

  StoredHouse(Path home) throws Exception {
    house = new SmallHouse(home);
    places = () -> home;
    store = new DiskStore(places);
    ledger = new SqliteLedger(places, logger());
    acquisition = new Acquisition(store, ledger, new Stubs.OneFile(), house.locating);
    tools = new Tools(house.languages, house.runtimes, acquisition, store, ledger, house.processes);
    roots = new Roots(house.environments, store, ledger, places, tools);
    leftovers = new Leftovers(store, store, ledger, places);
    repair =
        new Repair(
            store,
            house.environments,
            ledger,
            acquisition,
            desks(),
            house.languages,
            house.processes,
            new Relinking(places));
    Ownership ownership = new Ownership(store, house.environments, places);
    flows =
        new StorageFlows(store, house.environments, places, roots, repair, ownership, leftovers);
  }

  private Desks desks() {
    return new Desks(
        house.fetcher,
        house.processes,
        places,
        tools,
        house.sources,
        house.settings,
        store,
        new Stubs.OneFile(),
        new PackedFiles(house.languages));
  }

  HouseDesk desk() {
    return desk(house.caller());
  }

  HouseDesk desk(Caller caller) {
    return desks().open(caller, Wishes.NONE);
  }

  private static Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class ? Boolean.FALSE : null);
  }

  @Override
  public void close() throws Exception {
    acquisition.stop();
    ledger.close();
  }
}
