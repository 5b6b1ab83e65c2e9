package org.omnipkg.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command run in an environment must find in its variables.
 *
 * @param set variables with their values
 * @param unset variables that would lead elsewhere
 * @param own regular expressions for names of commands that must be the environment's own: found
 *     elsewhere they would change another place than the one meant
 */
public record Running(Map<String, String> set, Set<String> unset, List<String> own) {
  /** Nothing but the environment on the PATH. */
  public static final Running PLAIN = new Running(Map.of(), Set.of(), List.of());

  public Running {
    set = Map.copyOf(set);
    unset = Set.copyOf(unset);
    own = List.copyOf(own);
  }
}
