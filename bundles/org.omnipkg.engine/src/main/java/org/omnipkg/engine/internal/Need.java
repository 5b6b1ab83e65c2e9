package org.omnipkg.engine.internal;

import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.PackageName;

/**
 * What a package needs of another language, or of its runtime.
 *
 * @param from id of the package's node
 * @param wanted in the grammar of the other language; of {@code runtime:<language>} for a runtime
 */
record Need(String from, Dependency wanted) {
  /** The language it is asked of. */
  String language() {
    PackageName target = wanted.target();
    return isOfRuntime() ? target.name() : target.ecosystem();
  }

  boolean isOf(String language) {
    return language().equals(language);
  }

  boolean isOfRuntime() {
    return wanted.target().ecosystem().equals(Portion.RUNTIME);
  }

  /** As a demand on its language, told by who has it. */
  Words.Demand demand() {
    return new Words.Demand(language() + ":" + wanted.text(), wanted, "needed by " + from);
  }

  Edge edge(String to) {
    return new Edge(from, to, wanted.tie(), wanted.role(), wanted.text(), wanted.when().toString());
  }
}
