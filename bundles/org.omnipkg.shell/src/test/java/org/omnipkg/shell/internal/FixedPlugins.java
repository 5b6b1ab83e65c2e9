package org.omnipkg.shell.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Plugins;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Plugins whose answers go by the file's name. */
final class FixedPlugins implements Plugins {
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String RIGHTS = "it runs with all your rights: add only what you trust";

  @Override
  public List<Plugin> list(Caller caller) {
    return List.of(
        added("1.0.0", "active"),
        new Plugin(
            "org.example.old",
            "0.9.0",
            "added",
            "`org.example.old 0.9.0` does not fit this omnipkg",
            List.of("resolver old"),
            DIGEST,
            List.of("it imports `org.omnipkg.spi [9,10)`, and here is 1.0.0")),
        new Plugin(
            "org.omnipkg.solver.uv",
            "0.1.0",
            "shipped",
            "active",
            List.of("resolver uv"),
            "",
            List.of()));
  }

  private static Plugin added(String version, String state, String... notes) {
    return new Plugin(
        "org.example.first-fit",
        version,
        "added",
        state,
        List.of("resolver first-fit"),
        DIGEST,
        Optional.of(
            new Source(
                "org.example:first-fit:" + version,
                "central",
                "Ada <ada@example.org> 1500ACEA2B5412CEB22994A0791138D9F3918A87",
                Instant.EPOCH)),
        List.of(notes));
  }

  @Override
  public Plugin install(Caller caller, Wish wish) {
    if (wish.words().equals("old.jar")) {
      throw new Refusal(
          Diagnostic.user(
                  "plugin.does-not-fit",
                  "`org.example.old 0.9.0` does not fit this omnipkg",
                  "compile it against the bundles of this distribution")
              .with(List.of("it imports `org.omnipkg.spi [9,10)`, and here is 1.0.0")));
    }
    if (wish.words().equals("org.example:lua")) {
      if (!wish.unsigned()) {
        throw new Refusal(
            Diagnostic.user(
                "plugin.unsigned",
                "`org.example:lua:1.2` is not signed",
                "`--allow-unsigned` takes it"));
      }
      return added("1.2.0", "active", "taken though nobody you trust signed it", RIGHTS);
    }
    return added("1.0.0", "active", RIGHTS);
  }

  @Override
  public Reasons why(Caller caller, String name) {
    return new Reasons(
        added("1.0.0", "active"),
        Optional.of(
            new Source(
                "org.example:first-fit:1.0.0",
                "central",
                "Ann <ann@example.org> 0123456789ABCDEF",
                Instant.parse("2026-01-02T03:04:05Z"))),
        List.of("python"),
        List.of("omnipkg.solver=first-fit (omnipkg.ecosystem=python)"),
        List.of(new Import("org.omnipkg.spi", "[1.0,2)", "1.0.0")),
        List.of("org.example.other 2.0.0"));
  }

  @Override
  public Plugin update(Caller caller, Wish wish) {
    return added("2.0.0", "active", RIGHTS);
  }

  @Override
  public Plugin remove(Caller caller, String name) {
    return new Plugin(
        name,
        "0.2.0",
        "added",
        "active",
        List.of("resolver uv"),
        "",
        List.of(name + " 0.1.0, which comes with omnipkg, serves again"));
  }
}
