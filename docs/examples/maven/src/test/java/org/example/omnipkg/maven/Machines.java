package org.example.omnipkg.maven;

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

  /** Linux with a JDK on it. */
  static Target target() {
    Path home = Path.of("/opt/java");
    Runtime runtime =
        new Runtime(
            "maven",
            "java",
            "17.0.9",
            home.resolve("bin/java"),
            home,
            "system",
            Map.of("tools", "java javac"));
    return new Target(platform(), List.of(runtime));
  }
}
