package org.omnipkg.engine.internal;

import java.util.List;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Nearest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/**
 * The package a question is about, with the places it has in an environment.
 *
 * @param found never empty; the active version first
 */
record Subject(PackageName name, List<Member> found) {
  /** A package in its ensemble. */
  record Member(Ensemble ensemble, Node node) {}

  static Subject of(String word, Environments.Generation generation, Languages languages) {
    String spelled = BareWords.here(word, generation.state(), languages);
    Dependency asked = Words.demand(spelled, "", languages).dependency();
    List<Ensemble> all = Ensemble.of(generation.state());
    List<Member> own =
        all.stream()
            .flatMap(
                one ->
                    one.nodes().stream()
                        .filter(node -> node.artifact().isPresent())
                        .filter(node -> node.pin().name().equals(asked.target()))
                        .map(node -> new Member(one, node)))
            .toList();
    List<Member> named =
        own.isEmpty()
            ? all.stream()
                .flatMap(
                    one ->
                        Aliases.under(asked.target(), one, languages).stream()
                            .map(node -> new Member(one, node)))
                .toList()
            : own;
    List<Member> meant =
        asked.range().isEmpty()
            ? named
            : named.stream().filter(one -> admits(asked, one.node(), languages)).toList();
    if (meant.isEmpty()) {
      throw missing(word, asked, generation, named);
    }
    return new Subject(meant.get(0).node().pin().name(), meant);
  }

  private static boolean admits(Dependency asked, Node node, Languages languages) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(node.pin().name().ecosystem())) {
      return Satisfaction.inRange(asked.range(), node, lease.service().versions());
    }
  }

  private static Refusal missing(
      String word, Dependency asked, Environments.Generation generation, List<Member> others) {
    String here = "environment `" + generation.environment() + "`";
    if (!others.isEmpty()) {
      List<String> versions =
          others.stream().map(one -> one.node().pin().version()).distinct().toList();
      return new Refusal(
          Diagnostic.user(
              "package.not-installed",
              here + " has no `" + word + "`",
              "versions of " + asked.target().name() + " here: " + String.join(", ", versions)));
    }
    List<String> near = Nearest.to(asked.target().name(), names(generation.state(), asked));
    return new Refusal(
        Diagnostic.user(
            "package.not-installed",
            here + " has no package `" + asked.target().name() + "`",
            near.isEmpty()
                ? "`omnipkg list` shows what is there"
                : "did you mean " + Nearest.quoted(near) + "?"));
  }

  private static List<String> names(State state, Dependency asked) {
    return Ensemble.of(state).stream()
        .flatMap(one -> one.nodes().stream())
        .map(node -> node.pin().name())
        .filter(name -> name.ecosystem().equals(asked.target().ecosystem()))
        .map(PackageName::name)
        .distinct()
        .toList();
  }
}
