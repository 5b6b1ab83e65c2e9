package org.omnipkg.model;

import java.util.Comparator;

/**
 * A package of one ecosystem.
 *
 * @param ecosystem id of the language, e.g. {@code python}; {@code runtime} for runtimes themselves
 * @param name the registry's normalized name (PEP 503 for Python)
 */
public record PackageName(String ecosystem, String name) implements Comparable<PackageName> {
  private static final Comparator<PackageName> ORDER =
      Comparator.comparing(PackageName::ecosystem).thenComparing(PackageName::name);

  @Override
  public int compareTo(PackageName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return ecosystem + ":" + name;
  }
}
