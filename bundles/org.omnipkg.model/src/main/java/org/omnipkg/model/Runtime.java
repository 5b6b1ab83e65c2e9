package org.omnipkg.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * An interpreter or toolchain that is on this machine, or that could be.
 *
 * @param ecosystem the language it runs
 * @param implementation e.g. {@code cpython}
 * @param version full version, e.g. {@code 3.11.7}
 * @param executable the interpreter itself, absolute, with links resolved as far as it allows
 * @param home its installation root
 * @param origin where it came from: {@code path}, {@code pyenv}, {@code uv}, {@code conda}, {@code
 *     system} (adopted) or {@code omnipkg} (obtained); {@link #OFFERED} for one that is not here:
 *     its executable and home are empty paths then and its facts are foretold
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
  /** Origin of a runtime that could be obtained and was not yet. */
  public static final String OFFERED = "offered";

  public Runtime {
    facts = Map.copyOf(facts);
  }

  /** A fact, or the empty string. */
  public String fact(String key) {
    return facts.getOrDefault(key, "");
  }

  /** Whether it is on this machine. */
  public boolean here() {
    return !origin.equals(OFFERED);
  }

  /** Whether it was here before us and is not ours to change. */
  public boolean adopted() {
    return here() && !origin.equals("omnipkg");
  }
}
