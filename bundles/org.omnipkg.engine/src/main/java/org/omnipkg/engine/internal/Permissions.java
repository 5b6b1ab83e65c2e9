package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.api.Settings;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whose own scripts may run: the command line, the settings (a project's file among them) and what
 * was allowed in the same environment before say so. A lock never does: it tells what ran where it
 * was made.
 */
@Component(service = Permissions.class)
public final class Permissions {
  private final Languages languages;
  private final Settings settings;
  private final Store store;

  @Activate
  public Permissions(
      @Reference Languages languages, @Reference Settings settings, @Reference Store store) {
    this.languages = languages;
    this.settings = settings;
    this.store = store;
  }

  /** Whether the command line allows a package something that the state does not have yet. */
  boolean asksForMore(Optional<State> state, HouseDesk desk) {
    List<String> names =
        desk.wishes().scripts().stream().map(word -> word.replaceFirst("^[a-z]+:", "")).toList();
    return !names.isEmpty() && !state.map(this::before).orElse(Set.of()).containsAll(names);
  }

  /** Names of a language's packages that are allowed now. */
  Set<String> granted(Ecosystem ecosystem, HouseDesk desk) {
    List<String> words = new ArrayList<>(desk.wishes().scripts());
    String configured = settings.get(desk.caller(), "allow-scripts").value();
    words.addAll(List.of(configured.split("[\\s,]+")));
    Set<String> granted = new TreeSet<>();
    for (String word : words) {
      int colon = word.indexOf(':');
      String language = colon < 0 ? ecosystem.id() : word.substring(0, colon);
      boolean ours = language.equals(ecosystem.id()) || ecosystem.aliases().contains(language);
      if (ours && !word.isEmpty()) {
        granted.add(ecosystem.grammar().name(word.substring(colon + 1)).name());
      }
    }
    return granted;
  }

  /** Names of packages whose scripts ran at a former change. */
  Set<String> before(State state) {
    Set<String> names = new TreeSet<>();
    allowed(state).forEach(node -> names.add(node.pin().name().name()));
    return names;
  }

  /** The same with their languages, as a lock has them. */
  List<String> named(State state) {
    return allowed(state).stream()
        .map(node -> node.pin().name().toString())
        .distinct()
        .sorted()
        .toList();
  }

  private List<Node> allowed(State state) {
    List<Node> allowed = new ArrayList<>();
    for (Node node : state.nodes()) {
      String tree = state.trees().get(node.id());
      if (tree != null
          && store
              .tree(tree.substring(0, tree.indexOf('/')), tree.substring(tree.indexOf('/') + 1))
              .filter(FinishedTrees::allowed)
              .isPresent()) {
        allowed.add(node);
      }
    }
    return allowed;
  }

  /**
   * Scripts that ran where a lock was made and have not run here.
   *
   * @param allowed those that may run now, or those that may not
   */
  List<String> owed(Lock lock, Optional<State> state, boolean allowed, HouseDesk desk) {
    Set<String> done = new TreeSet<>(state.map(this::named).orElse(List.of()));
    List<String> owed = new ArrayList<>();
    for (String word : lock.scripts()) {
      int colon = word.indexOf(':');
      try (Languages.Lease<Ecosystem> lease = languages.ecosystem(word.substring(0, colon))) {
        Set<String> granted = granted(lease.service(), desk);
        if (!done.contains(word) && granted.contains(word.substring(colon + 1)) == allowed) {
          owed.add(word);
        }
      }
    }
    return owed;
  }

  /** What a lock's environment ran and this one does not, said once a sync. */
  void tell(Lock lock, Optional<State> state, HouseDesk desk) {
    List<String> owed = owed(lock, state, false, desk);
    if (!owed.isEmpty()) {
      desk.progress()
          .note(
              "note: the lock was made where scripts of "
                  + Some.of(owed)
                  + " ran; a lock allows nothing: `--allow-scripts "
                  + String.join(",", owed)
                  + "`, or `allow-scripts` in omnipkg.toml, does");
    }
  }
}
