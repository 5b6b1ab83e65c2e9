package org.omnipkg.model;

import java.util.List;
import java.util.Optional;

/**
 * A solver's answer: solved, or needs of other languages, or unsolvable, or wanting. Never
 * unsolvable while wantings are open.
 *
 * @param needs in the grammars of the other languages; of {@code runtime:<language>} where a
 *     runtime is needed. An edge of the resolution from whoever has a need leads to its name,
 *     {@code <language>:<name>}
 * @param reservations what the chosen packages would rather have of their runtime, in lines for
 *     people: a runtime with which there are none is taken where one may be chosen or obtained,
 *     else the lines are shown
 */
public record Outcome(
    Optional<Resolution> solved,
    List<Dependency> needs,
    Optional<Derivation> unsolvable,
    List<Wanting> wanting,
    List<String> reservations) {
  public Outcome {
    needs = List.copyOf(needs);
    wanting = List.copyOf(wanting);
    reservations = List.copyOf(reservations);
  }

  /** Without reservations. */
  public Outcome(
      Optional<Resolution> solved,
      List<Dependency> needs,
      Optional<Derivation> unsolvable,
      List<Wanting> wanting) {
    this(solved, needs, unsolvable, wanting, List.of());
  }

  /** Done; nothing of other languages is needed. */
  public static Outcome solved(Resolution resolution) {
    return new Outcome(Optional.of(resolution), List.of(), Optional.empty(), List.of());
  }

  /** No choice of versions satisfies all demands. */
  public static Outcome unsolvable(Derivation why) {
    return new Outcome(Optional.empty(), List.of(), Optional.of(why), List.of());
  }

  /** Facts are missing that only work can give; asked again when it is done. */
  public static Outcome wanting(List<Wanting> wanting) {
    return new Outcome(Optional.empty(), List.of(), Optional.empty(), wanting);
  }
}
