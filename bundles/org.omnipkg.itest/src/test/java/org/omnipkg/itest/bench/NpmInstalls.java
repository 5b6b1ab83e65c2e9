package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** New environments of npm packages that are all stored, or cached, already. */
final class NpmInstalls {
  private static final String OFFLINE = "--offline";
  private final Workshop shop;
  private final int rounds;

  NpmInstalls(Workshop shop, int rounds) {
    this.shop = shop;
    this.rounds = rounds;
  }

  Contest small() throws IOException {
    return of("npminstall", "express", "express");
  }

  Contest large() throws IOException {
    return of("npmlarge", "cra", "create-react-app's packages (react-scripts, react, react-dom)");
  }

  private Contest of(String key, String name, String what) throws IOException {
    NpmSet set = NpmSet.named(name).get(0);
    Npm npm = new Npm(shop, key);
    Npm ci = new Npm(shop, key + "-ci");
    Pnpm pnpm = new Pnpm(shop, npm, key + "-pnpm");
    prepare(set, npm, ci, pnpm);
    String mine = "omnipkg `install`, daemon running, versions remembered";
    String anew = "omnipkg `install --offline`, daemon running, versions chosen anew";
    String rival = "`npm install --offline`, versions chosen anew";
    String rivalLocked = "`npm ci --offline`, versions from its lock";
    List<Entrant> all = new ArrayList<>();
    all.add(ours(mine, set));
    all.add(ours(anew, set, OFFLINE));
    all.add(
        Entrant.doing(rival, round -> List.of(npm.command(set, "install", OFFLINE)))
            .before(round -> npm.bare(set))
            .after(round -> npm.check(set, npm.folder(set))));
    all.add(
        Entrant.doing(rivalLocked, round -> List.of(ci.command(set, "ci", OFFLINE)))
            .before(round -> ci.emptied(set))
            .after(round -> ci.check(set, ci.folder(set))));
    all.add(
        Entrant.doing(
                "`pnpm install --offline`, versions chosen anew",
                round -> List.of(pnpm.command("install", OFFLINE)))
            .before(round -> pnpm.bare(set))
            .after(round -> npm.check(set, pnpm.folder())));
    all.add(
        Entrant.doing(
                "`pnpm install --offline --frozen-lockfile`, versions from its lock",
                round -> List.of(pnpm.command("install", OFFLINE, "--frozen-lockfile")))
            .before(round -> pnpm.locked(set))
            .after(round -> npm.check(set, pnpm.folder())));
    return new Race(
        key,
        what + " into a new environment, all stored",
        "Scripts of packages run nowhere ("
            + npm.versions()
            + ", pnpm "
            + pnpm.version()
            + "). Ours shares what is stored by links, pnpm too; npm copies out of its cache.",
        rounds,
        1,
        true,
        all,
        List.of(
            Target.ratio(
                key.equals("npmlarge")
                    ? "new environment of create-react-app, all stored: at most 0.5 x npm ci"
                    : "new environment of express, all stored: at most 0.5 x npm ci",
                mine,
                0.5,
                rivalLocked)));
  }

  private void prepare(NpmSet set, Npm npm, Npm ci, Pnpm pnpm) throws IOException {
    shop.ours().run(words("keep-" + set.name(), set));
    npm.bare(set);
    Shell.run(npm.command(set, "install"));
    ci.bare(set);
    Shell.run(ci.command(set, "install"));
    // by its lock npm reads documents that choosing did not read
    ci.emptied(set);
    Shell.run(ci.command(set, "ci"));
    pnpm.bare(set);
    Shell.run(pnpm.command("install"));
    pnpm.keepLock();
  }

  private static String[] words(String environment, NpmSet set, String... options) {
    List<String> words = new ArrayList<>(List.of("-e", environment, "install"));
    words.addAll(List.of(options));
    words.addAll(List.of(set.words()));
    return words.toArray(String[]::new);
  }

  private Entrant ours(String who, NpmSet set, String... options) {
    Ours ours = shop.ours();
    String[] now = {""};
    return Entrant.doing(who, round -> List.of(ours.command(words(now[0], set, options))))
        .before(
            round -> {
              now[0] = shop.fresh("new-" + set.name());
              ours.run(dry(now[0], set, options));
            })
        .asking(ours::pid)
        .after(round -> ours.run("-e", now[0], "exec", "node", "-e", Npm.source(set)));
  }

  /** Metadata is at hand, also when a slow round has outlived it. */
  private static String[] dry(String environment, NpmSet set, String... options) {
    List<String> words = new ArrayList<>(List.of(words(environment, set, options)));
    words.add("--dry-run");
    return words.toArray(String[]::new);
  }

  /** pnpm with a store of its own, in one folder. */
  private static final class Pnpm {
    private static final String LOCK = "pnpm-lock.yaml";
    private final Workshop shop;
    private final String name;
    private final Path kept;
    private final Command program;
    private Path folder;

    Pnpm(Workshop shop, Npm npm, String name) throws IOException {
      this.shop = shop;
      this.name = name;
      folder = Files.createDirectories(shop.folder().resolve(name));
      kept = folder.resolve(LOCK + ".kept");
      Path client = npm.tool("pnpm");
      program =
          new Command(List.of(client.toString()), shop.variables(), folder)
              .with("pnpm_config_store_dir", shop.folder().resolve("pnpm-store").toString())
              .with("pnpm_config_cache_dir", shop.folder().resolve("pnpm-cache").toString())
              .with("pnpm_config_state_dir", shop.folder().resolve("pnpm-state").toString())
              .with("pnpm_config_ignore_scripts", "true")
              .with("pnpm_config_strict_dep_builds", "false")
              .with("pnpm_config_update_notifier", "false")
              .with("CI", "true");
    }

    Path folder() {
      return folder;
    }

    Command command(String... words) {
      // without a terminal pnpm would otherwise take a missing lock for a mistake
      Command command = program.in(folder).plus(words);
      return List.of(words).contains("--frozen-lockfile")
          ? command
          : command.plus("--no-frozen-lockfile");
    }

    String version() throws IOException {
      return Shell.run(program.plus("--version")).strip();
    }

    void bare(NpmSet set) throws IOException {
      folder = Files.createDirectories(shop.folder().resolve(shop.fresh(name)));
      Files.writeString(folder.resolve("package.json"), set.manifest());
    }

    void locked(NpmSet set) throws IOException {
      bare(set);
      Files.copy(kept, folder.resolve(LOCK));
    }

    void keepLock() throws IOException {
      Files.copy(folder.resolve(LOCK), kept);
    }
  }
}
