package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All contests, in their order; each is made, and what it needs prepared, only when it is chosen.
 */
final class Programme {
  private interface Making {
    Contest make() throws IOException;
  }

  private static final String INNER = "inner";
  private static final Set<String> PEERED = Set.of("version", "noop", "list", "swap");
  private final Map<String, Making> all = new LinkedHashMap<>();

  Programme(Workshop shop, Peer peer, double scale) {
    HotContests hot = new HotContests(shop, peer, rounds(30, scale));
    all.put("version", hot::version);
    all.put("noop", hot::noOp);
    all.put("list", hot::list);
    all.put("exec", hot::exec);
    InstallContests installs =
        new InstallContests(
            shop,
            peer,
            new InstallContests.Rounds(rounds(20, scale), rounds(7, scale), rounds(15, scale)));
    all.put("swap", installs::swap);
    all.put("newenv", installs::environment);
    all.put("app", installs::application);
    all.put("appcold", installs::applicationCold);
    all.put("scicold", installs::scientificCold);
    NpmContests npm = new NpmContests(shop, rounds(4, scale));
    all.put("npm", npm::warm);
    all.put("npmcold", npm::cold);
    NpmInstalls node = new NpmInstalls(shop, rounds(5, scale));
    all.put("npminstall", node::small);
    all.put("npmlarge", node::large);
    all.put("sets", () -> new Sets(shop, rounds(10, scale), scale < 0.2 ? 12 : 60));
    all.put("setscold", () -> new SetsCold(shop, rounds(12, scale)).race());
    all.put("neighbour", () -> new Neighbours(shop, rounds(10, scale)));
    all.put("first", new ProcessContests(shop, rounds(7, scale))::first);
    all.put("graph", () -> new Graph(shop, 10_000, rounds(3, scale)));
    all.put("memory", () -> new Memory(shop, Math.max(300, (int) (10_000 * scale))));
  }

  /** At least three, so that a median is one. */
  private static int rounds(int usual, double scale) {
    return Math.max(3, (int) Math.round(usual * scale));
  }

  static boolean peered(Set<String> chosen) {
    return chosen.isEmpty() || chosen.stream().anyMatch(PEERED::contains);
  }

  /** Whether the loops inside one process are wanted. */
  static boolean inner(Set<String> chosen) {
    return chosen.isEmpty() || chosen.contains(INNER);
  }

  /** Whether anything but those is. */
  static boolean processes(Set<String> chosen) {
    return !chosen.equals(Set.of(INNER));
  }

  List<String> keys(Set<String> chosen) {
    for (String key : chosen) {
      if (!all.containsKey(key) && !key.equals(INNER)) {
        throw new IllegalArgumentException("no contest `" + key + "`; there are " + all.keySet());
      }
    }
    return all.keySet().stream().filter(key -> chosen.isEmpty() || chosen.contains(key)).toList();
  }

  Contest contest(String key) throws IOException {
    return Objects.requireNonNull(all.get(key), key).make();
  }
}
