package org.omnipkg.itest.bench.inner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Values of the size real ones have. */
final class Knowledge {
  private Knowledge() {}

  /** 300 releases, every fifth a candidate. */
  static Listing listing() {
    PackageName name = new PackageName("python", "numpy");
    List<Release> releases = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean candidate = i % 5 == 4;
      String version = i / 50 + "." + i / 5 % 10 + "." + i % 5 + (candidate ? "rc1" : "");
      releases.add(
          new Release(
              new Pin(name, version),
              Optional.empty(),
              Optional.empty(),
              candidate,
              Condition.ALWAYS,
              ">=3.8",
              List.of()));
    }
    return new Listing(name, releases, Map.of(), Map.of(), "here");
  }

  static Target target() {
    Map<String, String> facts =
        new TreeMap<>(
            Map.of(
                "python_version", "3.11",
                "python_full_version", "3.11.7",
                "implementation_name", "cpython",
                "implementation_version", "3.11.7",
                "platform_python_implementation", "CPython",
                "os_name", "posix",
                "sys_platform", "linux",
                "platform_system", "Linux",
                "platform_machine", "x86_64",
                "platform_release", "6.1"));
    facts.put("platform_version", "1");
    Runtime runtime =
        new Runtime(
            "python",
            "cpython",
            "3.11.7",
            Path.of("/base/bin/python3.11"),
            Path.of("/base"),
            "system",
            facts);
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }
}
