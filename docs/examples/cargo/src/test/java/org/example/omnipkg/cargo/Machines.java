package org.example.omnipkg.cargo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Machines for the tests. */
final class Machines {
  private Machines() {}

  static Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }

  /** Linux with a Rust on it. */
  static Target target() {
    Path home = Path.of("/opt/rust");
    Runtime runtime =
        new Runtime(
            "cargo",
            "rust",
            "1.80.0",
            home.resolve("bin/cargo"),
            home,
            "system",
            Map.of("host", "x86_64-unknown-linux-gnu"));
    return new Target(platform(), List.of(runtime));
  }
}
