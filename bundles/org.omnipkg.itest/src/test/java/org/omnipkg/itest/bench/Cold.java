package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Installs with nothing stored: each round begins with a home and a cache that never saw a wheel.
 */
final class Cold {
  /** The daemon looks after itself every five seconds, and practises for two or three. */
  static final long PRACTICE_MILLIS = 12_000;

  private final Workshop shop;
  private final List<String> packages;
  private final Installed installed;
  private final Ours template;
  private final String wheels;

  /** Of the round that is on; no round works where another one did. */
  private Ours ours;

  Cold(Workshop shop, List<String> packages) throws IOException {
    this.shop = shop;
    this.packages = packages;
    installed = new Installed(packages);
    wheels = shop.wheels().toString();
    template = shop.home("cold-template");
    ours = template;
    if (!Files.exists(template.home())) {
      prepare();
    }
  }

  /** A home that has found its interpreter and made the JVM's class archive, and nothing more. */
  private void prepare() throws IOException {
    template.run("install", "--python", "3.11", "six");
    template.run("env", "remove", "default");
    template.awaitArchive();
    template.stop();
  }

  private void empty() throws IOException {
    ours = shop.home(shop.fresh("cold-home"));
    Shell.run(
        shop.command(Path.of("/bin/cp"), "-a", template.home().toString(), ours.home().toString()));
  }

  Entrant ours(String who) {
    return ours(who, 0);
  }

  /** By a daemon that had some quiet seconds before. */
  Entrant practised(String who) {
    return ours(who, PRACTICE_MILLIS);
  }

  private Entrant ours(String who, long waiting) {
    return Entrant.doing(who, round -> List.of(install()))
        .asking(() -> ours.pid())
        .before(
            round -> {
              empty();
              ours.start();
              ours.pid();
              ours.rest(waiting);
            })
        .after(this::finish);
  }

  Entrant alone(String who) {
    return Entrant.doing(who, round -> List.of(install("--no-daemon")))
        .before(round -> empty())
        .after(this::finish);
  }

  private void finish(int round) throws IOException {
    ours.run("exec", "python", "-c", installed.source(round));
    ours.stop();
  }

  private Command install(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("install", "--offline", "--python", "3.11", "--find-links", wheels));
    words.addAll(List.of(options));
    words.addAll(packages);
    return ours.command(words.toArray(String[]::new));
  }

  Entrant uv(String who) {
    String[] now = {""};
    return Entrant.doing(who, round -> List.of(shop.uvVenv(now[0]), uvInto(now[0])))
        .before(round -> now[0] = shop.fresh("cold-uv"))
        .after(round -> check(now[0], round));
  }

  private Command uvInto(String environment) {
    Path cache = shop.folder().resolve(shop.fresh("cold-uv-cache"));
    return shop.uvInto(
            environment, "--no-index", "--find-links", wheels, "--cache-dir", cache.toString())
        .plus(packages.toArray(String[]::new));
  }

  Entrant pip(String who) {
    String[] now = {""};
    return Entrant.doing(
            who,
            round ->
                List.of(
                    shop.command(
                        shop.python(), "-m", "venv", shop.folder().resolve(now[0]).toString()),
                    pipInto(now[0])))
        .before(round -> now[0] = shop.fresh("cold-pip"))
        .after(round -> check(now[0], round));
  }

  private Command pipInto(String environment) {
    return shop.command(
            shop.interpreter(environment),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-cache-dir",
            "--no-index",
            "--find-links",
            wheels)
        .plus(packages.toArray(String[]::new));
  }

  private void check(String environment, int round) throws IOException {
    Shell.run(shop.command(shop.interpreter(environment), "-c", installed.source(round)));
  }
}
