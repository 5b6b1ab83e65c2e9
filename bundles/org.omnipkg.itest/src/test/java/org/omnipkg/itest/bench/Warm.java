package org.omnipkg.itest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** New environments where every package is already stored or cached. */
final class Warm {
  private final Workshop shop;
  private final String name;
  private final List<String> packages;
  private final Installed installed;

  /** Stores the packages: an environment of each keeps them. */
  Warm(Workshop shop, String name, List<String> packages) throws IOException {
    this.shop = shop;
    this.name = name;
    this.packages = packages;
    installed = new Installed(packages);
    shop.ours().run(words("keep-" + name, List.of()));
    shop.venv("keep-" + name);
    Shell.run(shop.uvInto("keep-" + name, packages.toArray(String[]::new)));
  }

  private String[] words(String environment, List<String> options) {
    List<String> words = new ArrayList<>(List.of("-e", environment, "install", "--python", "3.11"));
    words.addAll(options);
    words.addAll(packages);
    return words.toArray(String[]::new);
  }

  Entrant ours(String who, String... options) {
    Ours ours = shop.ours();
    String environment = "new-" + name + options.length;
    return Entrant.doing(who, round -> List.of(ours.command(words(environment, List.of(options)))))
        .asking(ours::pid)
        .after(
            round -> {
              ours.run("-e", environment, "exec", "python", "-c", installed.source(round));
              ours.run("env", "remove", environment);
            });
  }

  Entrant uv(String who, String... options) {
    String[] now = {""};
    return Entrant.doing(who, round -> List.of(shop.uvVenv(now[0]), into(now[0], options)))
        .before(round -> now[0] = shop.fresh("uv-" + name))
        .after(round -> check(now[0], round));
  }

  /** Only what uv does after its environment was made. */
  Entrant uvAlone(String who, String... options) {
    String[] now = {""};
    return Entrant.doing(who, round -> List.of(into(now[0], options)))
        .before(
            round -> {
              now[0] = shop.fresh("uv-alone-" + name);
              Shell.run(shop.uvVenv(now[0]));
            })
        .after(round -> check(now[0], round));
  }

  Entrant pip(String who) throws IOException {
    String[] now = {""};
    String wheels = shop.wheels().toString();
    return Entrant.doing(
            who,
            round ->
                List.of(
                    shop.command(
                        shop.python(), "-m", "venv", shop.folder().resolve(now[0]).toString()),
                    shop.command(
                            shop.interpreter(now[0]),
                            "-m",
                            "pip",
                            "install",
                            "-q",
                            "--no-index",
                            "--find-links",
                            wheels)
                        .plus(packages.toArray(String[]::new))))
        .before(round -> now[0] = shop.fresh("pip-" + name))
        .after(round -> check(now[0], round));
  }

  private Command into(String environment, String... options) {
    return shop.uvInto(environment, options).plus(packages.toArray(String[]::new));
  }

  private void check(String environment, int round) throws IOException {
    Shell.run(shop.command(shop.interpreter(environment), "-c", installed.source(round)));
  }
}
