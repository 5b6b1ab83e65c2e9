package org.omnipkg.model;

import java.util.List;

/**
 * Why there is no solution: a node of a DAG whose leaves are demands and facts of the index.
 *
 * @param statement one line for people, without a final full stop
 * @param demand the requirement it states, verbatim, or empty
 */
public record Derivation(String statement, String demand, List<Derivation> because) {
  public Derivation {
    because = List.copyOf(because);
  }

  /** A demand or a fact that nothing else explains. */
  public static Derivation leaf(String statement, String demand) {
    return new Derivation(statement, demand, List.of());
  }
}
