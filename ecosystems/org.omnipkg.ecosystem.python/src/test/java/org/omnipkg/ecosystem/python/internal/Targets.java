package org.omnipkg.ecosystem.python.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Targets for tests. */
public final class Targets {
  private Targets() {}

  /** A CPython such as {@code 3.11.7} with tags {@code cp311}, {@code cp311} on Debian 12. */
  public static Target linux(String version, String tag, String abi) {
    return on(new Platform("linux", "x86_64", "glibc", "2.36"), version, tag, abi, Map.of());
  }

  public static Target linux311() {
    return linux("3.11.7", "cp311", "cp311");
  }

  public static Target on(
      Platform platform, String version, String tag, String abi, Map<String, String> more) {
    Map<String, String> facts = new HashMap<>(more);
    facts.put("implementation_tag", tag);
    facts.put("abi_tag", abi);
    facts.putIfAbsent("pointer_bits", "64");
    facts.putIfAbsent("python_full_version", version);
    String[] numbers = version.split("\\.");
    facts.putIfAbsent("python_version", numbers[0] + "." + numbers[1]);
    facts.putIfAbsent("sys_platform", platform.os());
    return new Target(
        platform,
        List.of(
            new Runtime(
                "python", "cpython", version, Path.of("/python"), Path.of("/"), "path", facts)));
  }
}
