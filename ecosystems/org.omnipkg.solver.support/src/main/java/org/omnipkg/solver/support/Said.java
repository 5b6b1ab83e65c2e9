package org.omnipkg.solver.support;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Derivation;

/**
 * What a foreign tool answered: pins, or why there are none.
 *
 * @param pins empty lists of pins are an answer too, when nothing was asked for
 * @param leaves demands and facts the tool gave as reasons; empty when it found pins
 * @param unbuilt names, normalized, for which it would have needed a build from source
 */
public record Said(List<Pinned> pins, List<Derivation> leaves, Set<String> unbuilt) {
  public Said {
    pins = List.copyOf(pins);
    leaves = List.copyOf(leaves);
    unbuilt = Set.copyOf(unbuilt);
  }

  public static Said pins(List<Pinned> pins) {
    return new Said(pins, List.of(), Set.of());
  }

  public boolean solved() {
    return leaves.isEmpty();
  }

  /**
   * One chosen package.
   *
   * @param name as the tool spells it
   * @param version as the tool spells it; empty when it names a place instead
   */
  public record Pinned(String name, String version) {}
}
