package org.omnipkg.engine.internal;

import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Condition;
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
  /** A need of a runtime, as its edge was kept. */
  static Need ofRuntime(String language, Edge edge) {
    return new Need(
        edge.from(),
        new Dependency(
            new PackageName(Portion.RUNTIME, language),
            edge.text(),
            Set.of(),
            "",
            edge.tie(),
            edge.role(),
            Condition.ALWAYS,
            Optional.empty(),
            edge.text()));
  }

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
    String text = isOfRuntime() ? wanted.range() : wanted.text();
    return new Edge(from, to, wanted.tie(), wanted.role(), text, wanted.when().toString());
  }
}
