package org.omnipkg.engine.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Spelling;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/**
 * The versions that words mean: a bare name all of them, a range those in it.
 *
 * @param active those that were asked for and are active
 * @param kept those beside
 * @param own names whose own words go: those that install the same under another name stay
 * @param wishes other words that go: for what may be left out and is not here, or is here under
 *     another name
 */
record Uninstallation(
    Set<Node> active, List<State.Kept> kept, Set<PackageName> own, Set<Dependency> wishes) {
  static Uninstallation of(List<Words.Demand> words, State state, Languages languages) {
    Set<Node> active = new LinkedHashSet<>();
    Set<State.Kept> kept = new LinkedHashSet<>();
    Set<PackageName> own = new LinkedHashSet<>();
    Set<Dependency> wishes = new LinkedHashSet<>();
    for (Words.Demand word : words) {
      Dependency meant = word.dependency();
      List<State.Kept> beside =
          state.kept().stream()
              .filter(one -> KeptVersions.isOf(one, meant.target()))
              .filter(
                  one -> KeptVersions.node(one).filter(n -> means(meant, n, languages)).isPresent())
              .toList();
      List<Dependency> aliased =
          Aliases.roots(meant.target(), state, languages).stream()
              .filter(root -> !root.alias().isEmpty())
              .toList();
      if (!aliased.isEmpty()) {
        takeAliased(aliased, word, state, languages, active, wishes);
        kept.addAll(beside);
        continue;
      }
      Optional<Node> node = own(meant, state, languages).filter(n -> means(meant, n, languages));
      if (node.isEmpty() && beside.isEmpty()) {
        Dependency wish =
            state.roots().stream()
                .map(text -> Words.demand(text, "", languages).dependency())
                .filter(one -> one.tie() == Tie.OPTIONAL && one.target().equals(meant.target()))
                .findFirst()
                .orElseThrow(() -> missing(meant, state));
        wishes.add(wish);
      }
      kept.addAll(beside);
      if (node.isPresent()) {
        if (beside.isEmpty()) {
          refuseNeeded(node.get(), state);
        }
        active.add(node.get());
        own.add(node.get().pin().name());
      }
    }
    return new Uninstallation(active, List.copyOf(kept), own, wishes);
  }

  /** What is installed under another name, and nothing else of the same package. */
  private static void takeAliased(
      List<Dependency> aliased,
      Words.Demand word,
      State state,
      Languages languages,
      Set<Node> active,
      Set<Dependency> wishes) {
    int before = wishes.size();
    for (Dependency root : aliased) {
      Optional<Node> node = Aliases.node(root, Closure.active(state));
      if (node.isEmpty() || means(word.dependency(), node.get(), languages)) {
        wishes.add(root);
        node.ifPresent(active::add);
      }
    }
    if (wishes.size() == before) {
      throw missing(word.dependency(), state);
    }
  }

  /** The package under its own name: that of the user's words first. */
  private static Optional<Node> own(Dependency meant, State state, Languages languages) {
    Closure active = Closure.active(state);
    return Aliases.roots(meant.target(), state, languages).stream()
        .flatMap(root -> Aliases.node(root, active).stream())
        .findFirst()
        .or(() -> active.named(meant.target()));
  }

  /** What other platforms need without what is wished for no more. */
  Elsewhere still(Elsewhere elsewhere) {
    return new Elsewhere(
        elsewhere.nodes(),
        elsewhere.edges().stream()
            .filter(edge -> !edge.from().isEmpty() || !wishes(edge.text()))
            .toList());
  }

  private boolean wishes(String text) {
    return wishes.stream().anyMatch(wish -> wish.text().equals(text));
  }

  /** Whether it takes these words of the user's away. */
  boolean takes(Dependency root) {
    return wishes.contains(root) || root.alias().isEmpty() && own.contains(root.target());
  }

  private static boolean means(Dependency meant, Node node, Languages languages) {
    if (meant.direct().isPresent() || meant.range().isEmpty()) {
      return true;
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(meant.target().ecosystem())) {
      return Satisfaction.inRange(meant.range(), node, lease.service().versions());
    }
  }

  private static Refusal missing(Dependency meant, State state) {
    List<String> here = States.versionsHere(meant.target(), state);
    String name = meant.target().name();
    return new Refusal(
        here.isEmpty()
            ? Diagnostic.user(
                "uninstall.not-installed",
                "`" + name + "` is not installed here",
                "`omnipkg list` shows what is")
            : Diagnostic.user(
                "uninstall.not-installed",
                "`" + meant.text() + "` is not installed here",
                "here: " + name + " " + String.join(", ", here)));
  }

  private static void refuseNeeded(Node node, State state) {
    List<Edge> demands = state.edges().stream().filter(e -> e.to().equals(node.id())).toList();
    if (demands.stream().noneMatch(e -> e.from().isEmpty())) {
      throw new Refusal(
          Diagnostic.user(
                  "uninstall.needed",
                  "`" + node.pin().name().name() + "` is here because others need it",
                  "uninstall those that need it")
              .with(
                  demands.stream()
                      .map(e -> who(e, state) + " needs " + e.text())
                      .sorted()
                      .toList()));
    }
  }

  /** Who demands: a place in a tree of packages tells nobody which one lies there. */
  private static String who(Edge demand, State state) {
    return state.nodes().stream()
        .filter(node -> node.id().equals(demand.from()))
        .findFirst()
        .map(Node::pin)
        .map(pin -> Spelling.of(pin.name().ecosystem(), pin.name().name()) + " " + pin.version())
        .orElse(demand.from());
  }
}
