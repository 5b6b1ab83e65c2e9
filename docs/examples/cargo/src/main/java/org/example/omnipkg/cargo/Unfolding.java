package org.example.omnipkg.cargo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one program is made of on one machine: from its crate through all that its features turn on.
 * Of a crate there is one version for each compatible family; which, its lock says, or else the
 * newest that suits all who need it.
 */
final class Unfolding {
  private static final String DEFAULT = "default";
  private static final String OPTIONAL = "dep:";
  private static final int MOST_ROUNDS = 50;

  private final Crate program;
  private final Set<String> wanted;
  private final CargoLock lock;
  private final SparseIndex index;
  private final Cfg cfg;
  private final String rust;

  /** Ranges by {@code name family}: what was learned in earlier rounds. */
  private final Map<String, Set<String>> ranges = new HashMap<>();

  private final Map<String, Part> parts = new TreeMap<>();

  /** A crate that is in it. */
  static final class Part {
    private final Crate crate;
    private final Set<String> features = new LinkedHashSet<>();
    private final Map<String, Set<String>> further = new HashMap<>();
    private final Map<Crate.Need, Crate> needs = new LinkedHashMap<>();

    Part(Crate crate) {
      this.crate = crate;
    }

    Crate crate() {
      return crate;
    }

    Map<Crate.Need, Crate> needs() {
      return needs;
    }
  }

  /**
   * @param wanted features of the program beside its default ones
   * @param rust version of the compiler
   */
  Unfolding(
      Crate program, Set<String> wanted, CargoLock lock, SparseIndex index, Cfg cfg, String rust) {
    this.program = program;
    this.wanted = wanted;
    this.lock = lock;
    this.index = index;
    this.cfg = cfg;
    this.rust = rust;
  }

  /** No version suits two of those who need it. */
  static final class Torn extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> demands;

    Torn(String name, List<String> demands) {
      super(name);
      this.demands = List.copyOf(demands);
    }

    List<String> demands() {
      return demands;
    }
  }

  /** A crate nobody knows, or no version of it. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }

  /** The parts by {@code name version}, the program among them. */
  Map<String, Part> parts() {
    for (int round = 0; !settled(); round++) {
      if (round > MOST_ROUNDS) {
        throw new Torn(program.name(), List.of("its needs do not come to rest"));
      }
    }
    return parts;
  }

  /** Walks once; false when a version was taken that somebody met later cannot live with. */
  private boolean settled() {
    parts.clear();
    Map<String, Crate> families = new HashMap<>();
    Deque<Part> open = new ArrayDeque<>();
    Part first = new Part(program);
    parts.put(key(program), first);
    first.features.addAll(wanted);
    first.features.add(DEFAULT);
    open.add(first);
    while (!open.isEmpty()) {
      Part part = open.pop();
      Active active = new Active(part);
      for (Crate.Need need : active.needs()) {
        Optional<Crate> taken = Optional.ofNullable(part.needs.get(need));
        Crate crate = taken.isPresent() ? taken.get() : choose(need, families);
        if (crate == null) {
          return false;
        }
        part.needs.put(need, crate);
        Part other = parts.computeIfAbsent(key(crate), key -> new Part(crate));
        Set<String> features = new HashSet<>(need.features());
        features.addAll(active.further.getOrDefault(need.alias(), Set.of()));
        if (need.defaults()) {
          features.add(DEFAULT);
        }
        boolean fresh = other.needs.isEmpty() && other.features.isEmpty();
        if (other.features.addAll(features) || fresh) {
          open.add(other);
        }
      }
    }
    return true;
  }

  static String key(Crate crate) {
    return crate.name() + " " + crate.version();
  }

  /** Null when another version was taken before that does not suit. */
  private Crate choose(Crate.Need need, Map<String, Crate> families) {
    if (!need.registry().isEmpty()) {
      throw new Missing("`" + need.text() + "` comes from another registry");
    }
    Requirement range =
        Requirement.of(need.range()).orElseThrow(() -> new Missing(need.text() + " is unreadable"));
    List<Crate> all = index.crate(need.name()).crates();
    if (all.isEmpty()) {
      throw new Missing("no index in force here knows the crate `" + need.name() + "`");
    }
    Crate best = null;
    Crate tooNew = null;
    for (int i = all.size() - 1; i >= 0; i--) {
      Crate crate = all.get(i);
      if (!range.admits(crate.semver())) {
        continue;
      }
      Crate taken = families.get(family(crate));
      if (taken != null && range.admits(taken.semver())) {
        return taken;
      }
      if (lock.takes(crate)) {
        best = crate;
        break;
      }
      if (crate.yanked() || !suitsAll(crate)) {
        continue;
      }
      if (crate.rust().isEmpty() || Semver.ORDER.compare(rust, crate.rust()) >= 0) {
        best = best == null ? crate : best;
      } else {
        tooNew = tooNew == null ? crate : tooNew;
      }
    }
    Crate chosen = best == null ? tooNew : best;
    if (chosen == null) {
      throw torn(need, all);
    }
    Crate before = families.get(family(chosen));
    ranges.computeIfAbsent(family(chosen), key -> new LinkedHashSet<>()).add(need.range());
    if (before != null && !before.equals(chosen)) {
      return null;
    }
    families.put(family(chosen), chosen);
    return chosen;
  }

  private Torn torn(Crate.Need need, List<Crate> all) {
    List<String> demands = new ArrayList<>(List.of(need.text()));
    all.stream()
        .map(Unfolding::family)
        .distinct()
        .flatMap(family -> ranges.getOrDefault(family, Set.of()).stream())
        .distinct()
        .forEach(range -> demands.add(need.name() + "@" + range));
    return new Torn(need.name(), demands.stream().distinct().toList());
  }

  private static String family(Crate crate) {
    return crate.name() + " " + crate.semver().compatibility();
  }

  private boolean suitsAll(Crate crate) {
    return ranges.getOrDefault(family(crate), Set.of()).stream()
        .allMatch(range -> Requirement.of(range).filter(r -> r.admits(crate.semver())).isPresent());
  }

  /** What the features of a part turn on. */
  private final class Active {
    private final Part part;
    private final Set<String> optional = new HashSet<>();
    private final Map<String, Set<String>> further = new HashMap<>();
    private final Map<String, Set<String>> weak = new HashMap<>();

    Active(Part part) {
      this.part = part;
      Deque<String> open = new ArrayDeque<>(part.features);
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        String feature = open.pop();
        if (seen.add(feature)) {
          List<String> turned = part.crate.features().get(feature);
          if (turned == null) {
            // an optional need is a feature of its name
            optional.add(feature);
          } else {
            turned.forEach(one -> turn(one, open));
          }
        }
      }
      weak.forEach(
          (alias, features) -> {
            if (optional.contains(alias)) {
              further.computeIfAbsent(alias, key -> new HashSet<>()).addAll(features);
            }
          });
    }

    private void turn(String word, Deque<String> open) {
      int slash = word.indexOf('/');
      if (word.startsWith(OPTIONAL)) {
        optional.add(word.substring(OPTIONAL.length()));
      } else if (slash < 0) {
        open.add(word);
      } else if (word.charAt(slash - 1) == '?') {
        String alias = word.substring(0, slash - 1);
        weak.computeIfAbsent(alias, key -> new HashSet<>()).add(word.substring(slash + 1));
      } else {
        String alias = word.substring(0, slash);
        optional.add(alias);
        if (part.crate.features().containsKey(alias)) {
          open.add(alias);
        }
        further.computeIfAbsent(alias, key -> new HashSet<>()).add(word.substring(slash + 1));
      }
    }

    List<Crate.Need> needs() {
      return part.crate.needs().stream()
          .filter(need -> !need.test() && cfg.holds(need.on()))
          .filter(need -> !need.optional() || optional.contains(need.alias()))
          .toList();
    }
  }
}
