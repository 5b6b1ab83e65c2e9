package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions chosen for packages of npm: ours against npm itself. */
final class NpmContests {
  private static final Pattern CHOSEN =
      Pattern.compile(
          "\"name\":\\s*\"([^\"]+)\",\\s*\"before\":\\s*[^,]+,\\s*\"after\":\\s*\"([^\"]+)\"");
  private static final String RIVAL = "`npm install --package-lock-only --offline`";
  private final Workshop shop;
  private final int warm;

  NpmContests(Workshop shop, int warm) {
    this.shop = shop;
    this.warm = warm;
  }

  private static List<Command> each(List<NpmSet> sets, Ours ours, String... options) {
    return sets.stream().map(set -> choose(set, ours, options)).toList();
  }

  private static Command choose(NpmSet set, Ours ours, String... options) {
    return ours.command("-e", "npm-" + set.name(), "install", "--dry-run")
        .plus(options)
        .plus(set.words());
  }

  /** What ours chooses must stand in npm's lock, which is for all platforms. */
  private static void agree(NpmSet set, Npm npm, Ours ours) throws IOException {
    Set<String> locked = npm.locked(set);
    Matcher chosen = CHOSEN.matcher(Shell.run(choose(set, ours, "--offline", "--json")));
    int many = 0;
    while (chosen.find()) {
      many++;
      if (!locked.contains(chosen.group(1) + " " + chosen.group(2))) {
        throw new Failure(
            set.name() + ": npm has no " + chosen.group(1) + " " + chosen.group(2) + " there");
      }
    }
    if (many < set.packages().size()) {
      throw new Failure(set.name() + ": only " + many + " packages were chosen");
    }
  }

  Contest warm() throws IOException {
    Ours ours = shop.ours();
    Npm npm = new Npm(shop, "npm");
    List<NpmSet> sets = NpmSet.all();
    npm.bare(sets.toArray(NpmSet[]::new));
    for (NpmSet set : sets) {
      Shell.run(npm.locking(set));
      Shell.run(choose(set, ours));
      agree(set, npm, ours);
    }
    String mine = "omnipkg `install --dry-run --offline`, daemon running, solved anew";
    String started = "the same, daemon just started";
    String again = "omnipkg `install --dry-run`, the answer remembered";
    List<Entrant> all = new ArrayList<>();
    all.add(
        Entrant.doing(mine, round -> each(sets, ours, "--offline"))
            .before(round -> Shell.run(choose(sets.get(0), ours, "--offline")))
            .asking(ours::pid));
    all.add(
        Entrant.doing(again, round -> each(sets, ours))
            .before(
                round -> {
                  for (NpmSet set : sets) {
                    Shell.run(choose(set, ours));
                  }
                })
            .asking(ours::pid));
    all.add(
        Entrant.doing(started, round -> each(sets, ours, "--offline"))
            .before(
                round -> {
                  ours.stop();
                  ours.start();
                })
            .asking(ours::pid)
            .atMost(2));
    all.add(
        Entrant.doing(
                RIVAL, round -> sets.stream().map(set -> npm.locking(set, "--offline")).toList())
            .before(round -> npm.bare(sets.toArray(NpmSet[]::new)))
            .after(
                round -> {
                  for (NpmSet set : sets) {
                    agree(set, npm, ours);
                  }
                }));
    return new Race(
        "npm",
        sets.size() + " sets of npm packages, versions chosen, metadata cached",
        "All sets one after another are one sample ("
            + npm.versions()
            + "). Without the network nothing is remembered of an earlier answer: each tree is grown anew. What ours"
            + " chooses must stand in npm's lock.",
        warm,
        1,
        false,
        all,
        List.of(Target.ratio("npm sets, metadata cached: at most 0.1 x npm", mine, 0.1, RIVAL)));
  }

  /** Deleted at the end with all else. */
  private void setAside(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.move(folder, shop.folder().resolve(shop.fresh("aside")));
    }
  }

  /** The same few sets with empty caches, over the network. */
  Contest cold() throws IOException {
    Ours ours = shop.home("npm-cold-home");
    Npm npm = new Npm(shop, "npm-cold");
    List<NpmSet> sets = NpmSet.named("express", "webpack", "eslint", "mocha");
    String mine = "omnipkg `install --dry-run`, daemon just started";
    String rival = "`npm install --package-lock-only`";
    ours.run("-e", "npm-first", "install", "--dry-run", "npm:ms");
    List<Entrant> all = new ArrayList<>();
    all.add(
        Entrant.doing(mine, round -> each(sets, ours))
            .before(
                round -> {
                  ours.stop();
                  for (String part : List.of("documents", "npm-listings")) {
                    setAside(ours.home().resolve("cache").resolve(part));
                  }
                  ours.start();
                })
            .asking(ours::pid));
    all.add(
        Entrant.doing(rival, round -> sets.stream().map(set -> npm.locking(set)).toList())
            .before(
                round -> {
                  npm.emptyCache();
                  npm.bare(sets.toArray(NpmSet[]::new));
                })
            .after(
                round -> {
                  for (NpmSet set : sets) {
                    agree(set, npm, ours);
                  }
                }));
    return new Race(
        "npmcold",
        "express, webpack, eslint and mocha, versions chosen, no metadata cached",
        "Over the network: the registry's moods are in these figures. Caches of metadata are new before each sample; "
            + "the second set finds what the first one read.",
        2,
        0,
        false,
        all,
        List.of(Target.ratio("npm sets, no metadata cached: at most 0.7 x npm", mine, 0.7, rival)));
  }
}
