package org.omnipkg.spi;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A language: its mandatory parts, which arrive and leave together. */
@ConsumerType
public interface Ecosystem {
  /** Service property naming the language, on this service and on every further skill. */
  String ID = "omnipkg.ecosystem";

  /** Lower case, stable, e.g. {@code python}. */
  String id();

  /** Other prefixes users may write, e.g. {@code pypi}; without the id itself. */
  Set<String> aliases();

  /**
   * What people call its runtimes where that is not the id: {@code java} for Maven, so that {@code
   * swap java 17} is understood. A command of this name stands in {@code bin} of every generation
   * that has such a runtime.
   */
  default String runtime() {
    return id();
  }

  /** How it spells requirements and names. */
  Grammar grammar();

  /** How it orders versions. */
  Versions versions();

  /** What its registries know. */
  PackageIndex index();

  /** Where its files go. */
  Layout layout();
}
