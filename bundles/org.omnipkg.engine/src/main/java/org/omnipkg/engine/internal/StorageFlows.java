package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Storage;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The store's housekeeping; each question has a class of its own. */
@Component
public final class StorageFlows implements Storage {
  private final Upkeep upkeep;
  private final Environments environments;
  private final Places places;
  private final Roots roots;
  private final Repair repair;
  private final Ownership ownership;
  private final Leftovers leftovers;

  @Activate
  public StorageFlows(
      @Reference Upkeep upkeep,
      @Reference Environments environments,
      @Reference Places places,
      @Reference Roots roots,
      @Reference Repair repair,
      @Reference Ownership ownership,
      @Reference Leftovers leftovers) {
    this.upkeep = upkeep;
    this.environments = environments;
    this.places = places;
    this.roots = roots;
    this.repair = repair;
    this.ownership = ownership;
    this.leftovers = leftovers;
  }

  @Override
  public Statistics statistics(Caller caller) {
    try {
      Upkeep.Stock stock = upkeep.stock();
      Map<String, Store.Tree> trees = new HashMap<>();
      upkeep.trees().forEach(tree -> trees.put(tree.name(), tree));
      int generations = 0;
      long apparent = 0;
      Set<Object> used = new HashSet<>();
      long usedBytes = 0;
      List<String> names = environments.names();
      for (String name : names) {
        generations += environments.generations(name).size();
        Optional<Environments.Generation> current = environments.current(name);
        Set<String> copies = current.map(environments::own).orElse(Set.of());
        for (String tree :
            current.map(g -> List.copyOf(g.state().trees().values())).orElse(List.of())) {
          boolean copied = copies.contains(tree);
          for (Upkeep.Item item : items(Optional.ofNullable(trees.get(tree)))) {
            apparent += item.digest().size();
            usedBytes += used.add(item.digest()) || copied ? item.digest().size() : 0;
          }
        }
      }
      Upkeep.Gone gone = upkeep.collect(roots::all, true, caller.progress());
      return new Statistics(
          places.pretty(places.store()),
          stock.objects(),
          trees.size(),
          names.size(),
          generations,
          stock.bytes(),
          usedBytes,
          apparent,
          Leftovers.size(places.cache()),
          gone.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Upkeep.Item> items(Optional<Store.Tree> tree) {
    return tree.flatMap(t -> upkeep.items(t.shelf(), t.key())).orElse(List.of());
  }

  @Override
  public Verification verify(Caller caller, boolean mend) {
    Progress progress = caller.progress();
    progress.step("Reading the store");
    Upkeep.Stock stock = upkeep.stock();
    int trees = upkeep.trees().size();
    List<Damage> damages = repair.examine(caller, mend);
    return new Verification(stock.objects(), trees, stock.bytes(), damages);
  }

  @Override
  public Collection collect(Caller caller, boolean dryRun) {
    try {
      caller.progress().step("Collecting");
      Upkeep.Gone gone = upkeep.collect(roots::all, dryRun, caller.progress());
      List<String> removed = new ArrayList<>(gone.trees());
      long bytes = gone.bytes() + leftovers.clear(dryRun, removed);
      if (gone.waiting() > 0) {
        caller
            .progress()
            .note(gone.waiting() + " objects stay: another process is storing something");
      }
      return new Collection(
          (int) gone.trees().stream().filter(name -> !name.startsWith(Roots.BUILT + "/")).count(),
          gone.objects(),
          bytes,
          removed,
          dryRun);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Owner> who(Caller caller, String file) {
    Path path = caller.directory().resolve(file);
    return Files.exists(path) || !file.matches("[0-9a-f]{64}(-\\d+(-x)?)?")
        ? ownership.of(path, places.pretty(path))
        : ownership.of(file);
  }
}
