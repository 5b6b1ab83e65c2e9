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
 */
public record Outcome(
    Optional<Resolution> solved,
    List<Dependency> needs,
    Optional<Derivation> unsolvable,
    List<Wanting> wanting) {
  public Outcome {
    needs = List.copyOf(needs);
    wanting = List.copyOf(wanting);
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
