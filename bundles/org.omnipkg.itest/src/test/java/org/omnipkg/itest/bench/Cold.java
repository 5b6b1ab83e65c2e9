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
  private final Workshop shop;
  private final List<String> packages;
  private final Installed installed;
  private final Ours ours;
  private final Path template;
  private final String wheels;

  Cold(Workshop shop, List<String> packages) throws IOException {
    this.shop = shop;
    this.packages = packages;
    installed = new Installed(packages);
    wheels = shop.wheels().toString();
    ours = shop.home("cold-home");
    template = shop.folder().resolve("cold-template");
    if (!Files.exists(template)) {
      prepare();
    }
  }

  /** A home that has found its interpreter and made the JVM's class archive, and nothing more. */
  private void prepare() throws IOException {
    ours.run("install", "--python", "3.11", "six");
    ours.run("env", "remove", "default");
    ours.awaitArchive();
    ours.stop();
    Shell.run(shop.command(Path.of("/bin/cp"), "-a", ours.home().toString(), template.toString()));
  }

  private void empty() throws IOException {
    ours.stop();
    Shell.remove(ours.home());
    Shell.run(shop.command(Path.of("/bin/cp"), "-a", template.toString(), ours.home().toString()));
  }

  Entrant ours(String who) {
    return Entrant.doing(who, round -> List.of(install()))
        .asking(ours::pid)
        .before(
            round -> {
              empty();
              ours.start();
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
    Path cache = shop.folder().resolve("cold-uv-cache");
    Command into =
        shop.uvInto(
                "cold-uv", "--no-index", "--find-links", wheels, "--cache-dir", cache.toString())
            .plus(packages.toArray(String[]::new));
    return Entrant.doing(who, round -> List.of(shop.uvVenv("cold-uv"), into))
        .before(
            round -> {
              Shell.remove(cache);
              Shell.remove(shop.folder().resolve("cold-uv"));
            })
        .after(round -> check("cold-uv", round));
  }

  Entrant pip(String who) {
    Command into =
        shop.command(
                shop.interpreter("cold-pip"),
                "-m",
                "pip",
                "install",
                "-q",
                "--no-cache-dir",
                "--no-index",
                "--find-links",
                wheels)
            .plus(packages.toArray(String[]::new));
    Command make =
        shop.command(shop.python(), "-m", "venv", shop.folder().resolve("cold-pip").toString());
    return Entrant.doing(who, round -> List.of(make, into))
        .before(round -> Shell.remove(shop.folder().resolve("cold-pip")))
        .after(round -> check("cold-pip", round));
  }

  private void check(String environment, int round) throws IOException {
    Shell.run(shop.command(shop.interpreter(environment), "-c", installed.source(round)));
  }
}
