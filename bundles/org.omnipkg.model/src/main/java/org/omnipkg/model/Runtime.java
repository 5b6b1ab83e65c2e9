package org.omnipkg.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * An interpreter or toolchain that is on this machine.
 *
 * @param ecosystem the language it runs
 * @param implementation e.g. {@code cpython}
 * @param version full version, e.g. {@code 3.11.7}
 * @param executable the interpreter itself, absolute, with links resolved as far as it allows
 * @param home its installation root
 * @param origin where it came from: {@code path}, {@code pyenv}, {@code uv}, {@code conda}, {@code
 *     system} (adopted) or {@code omnipkg} (obtained)
 * @param facts what the ecosystem's probe found (marker values, tags, …), in its own keys
 */
public record Runtime(
    String ecosystem,
    String implementation,
    String version,
    Path executable,
    Path home,
    String origin,
    Map<String, String> facts) {
  public Runtime {
    facts = Map.copyOf(facts);
  }

  /** A fact, or the empty string. */
  public String fact(String key) {
    return facts.getOrDefault(key, "");
  }

  /** Whether it was here before us and is not ours to change. */
  public boolean adopted() {
    return !origin.equals("omnipkg");
  }
}
