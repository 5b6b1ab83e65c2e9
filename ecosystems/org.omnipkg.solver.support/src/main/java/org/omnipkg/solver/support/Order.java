package org.omnipkg.solver.support;

import java.net.URI;
import java.util.List;
import org.omnipkg.model.Problem;

/**
 * What a foreign tool is told to solve.
 *
 * @param requirements lines of a requirements file, only those that hold on the target
 * @param constraints lines of a constraints file
 * @param links further flat places: folders of wheels built here
 */
public record Order(
    Problem problem, List<String> requirements, List<String> constraints, List<URI> links) {
  public Order {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    links = List.copyOf(links);
  }

  /** Runs the tool once. */
  @FunctionalInterface
  public interface Taker {
    Said take(Order order);
  }
}
