package org.omnipkg.shell.internal;

import java.nio.file.Path;
import java.util.List;
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
        List.of(notes));
  }

  @Override
  public Plugin install(Caller caller, Path file) {
    if (file.endsWith("old.jar")) {
      throw new Refusal(
          Diagnostic.user(
                  "plugin.does-not-fit",
                  "`org.example.old 0.9.0` does not fit this omnipkg",
                  "compile it against the bundles of this distribution")
              .with(List.of("it imports `org.omnipkg.spi [9,10)`, and here is 1.0.0")));
    }
    return added("1.0.0", "active", RIGHTS);
  }

  @Override
  public Plugin update(Caller caller, Path file) {
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
