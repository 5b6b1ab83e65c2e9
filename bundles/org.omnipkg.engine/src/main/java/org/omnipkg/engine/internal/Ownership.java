package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.omnipkg.api.Places;
import org.omnipkg.api.Storage;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whose a file is. */
@Component(service = Ownership.class)
public final class Ownership {
  private final Upkeep upkeep;
  private final Environments environments;
  private final Places places;

  @Activate
  public Ownership(
      @Reference Upkeep upkeep, @Reference Environments environments, @Reference Places places) {
    this.upkeep = upkeep;
    this.environments = environments;
    this.places = places;
  }

  /** By digest, or by the name of an object. */
  List<Storage.Owner> of(String digest) {
    String sha256 = digest.substring(0, 64);
    return found(digest, owners((tree, item) -> item.digest().sha256().equals(sha256)));
  }

  List<Storage.Owner> of(Path path, String shown) {
    try {
      if (!Files.exists(path)) {
        throw new Refusal(Diagnostic.user("store.no-file", "there is no file `" + shown + "`", ""));
      }
      Path real = path.toRealPath();
      Path store = places.store().toRealPath();
      if (real.startsWith(store)) {
        return found(shown, inStore(store.relativize(real)));
      }
      Path all = places.environments().toRealPath();
      return found(
          shown,
          real.startsWith(all) && Files.isRegularFile(real)
              ? inEnvironment(all.relativize(real), real)
              : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Storage.Owner> found(String what, List<Storage.Owner> owners) {
    if (owners.isEmpty()) {
      throw new Refusal(
          Diagnostic.user("store.no-owner", "`" + what + "` belongs to no package", ""));
    }
    return owners;
  }

  private List<Storage.Owner> inStore(Path inside) {
    if (inside.startsWith("objects") && inside.getNameCount() == 3) {
      String name = inside.getFileName().toString();
      return name.matches("[0-9a-f]{64}-.*") ? of(name) : List.of();
    }
    if (inside.getNameCount() < 2) {
      return List.of();
    }
    String name = inside.subpath(0, 2).toString();
    String rest =
        inside.getNameCount() == 2 ? "" : inside.subpath(2, inside.getNameCount()).toString();
    return upkeep.trees().stream()
        .filter(tree -> tree.name().equals(name))
        .map(tree -> owner(tree, rest, users()))
        .toList();
  }

  /** A link is told by its bytes; a made script by the package that declares it. */
  private List<Storage.Owner> inEnvironment(Path inside, Path file) throws IOException {
    String environment = inside.getName(0).toString();
    Set<String> here = new TreeSet<>();
    Environments.Generation generation = null;
    for (Environments.Generation one : environments.generations(environment)) {
      here.addAll(Roots.trees(one.state()));
      generation = one;
    }
    String sha256 = Sha256.of(file);
    String name = file.getFileName().toString();
    List<Storage.Owner> same =
        owners(
            (tree, item) ->
                here.contains(tree.name())
                    && item.digest().sha256().equals(sha256)
                    && (item.path().endsWith("/" + name) || item.path().equals(name)));
    if (!same.isEmpty() || generation == null) {
      return same;
    }
    Map<String, Set<String>> users = users();
    return upkeep.trees().stream()
        .filter(tree -> here.contains(tree.name()) && declares(tree, name))
        .map(tree -> owner(tree, "", users))
        .toList();
  }

  private static boolean declares(Store.Tree tree, String command) {
    return tree.facts().values().stream()
        .flatMap(List::stream)
        .anyMatch(fact -> fact.equals(command) || fact.startsWith(command + " = "));
  }

  private List<Storage.Owner> owners(BiPredicate<Store.Tree, Upkeep.Item> whose) {
    Map<String, Set<String>> users = users();
    List<Storage.Owner> owners = new ArrayList<>();
    for (Store.Tree tree : upkeep.trees()) {
      for (Upkeep.Item item : upkeep.items(tree.shelf(), tree.key()).orElse(List.of())) {
        if (whose.test(tree, item)) {
          owners.add(owner(tree, item.path(), users));
        }
      }
    }
    return owners;
  }

  private static Storage.Owner owner(Store.Tree tree, String path, Map<String, Set<String>> users) {
    Optional<Pin> pin = tree.origin().map(Store.Origin::pin);
    return new Storage.Owner(
        pin.map(p -> p.name().ecosystem()).orElse(""),
        pin.map(p -> p.name().name()).orElse(tree.key()),
        pin.map(Pin::version).orElse(""),
        path,
        List.copyOf(users.getOrDefault(tree.name(), Set.of())));
  }

  /** Environments by tree. */
  private Map<String, Set<String>> users() {
    Map<String, Set<String>> users = new TreeMap<>();
    for (String environment : environments.names()) {
      for (Environments.Generation generation : environments.generations(environment)) {
        State state = generation.state();
        for (String tree : Roots.trees(state)) {
          users.computeIfAbsent(tree, t -> new TreeSet<>()).add(environment);
        }
      }
    }
    return users;
  }
}
