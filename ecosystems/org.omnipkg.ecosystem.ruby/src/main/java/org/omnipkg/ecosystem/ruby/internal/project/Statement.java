package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call in a Gemfile.
 *
 * @param values plain values, in order
 * @param options values by name; each a list, of one where no list was written
 * @param block whether a block follows
 */
record Statement(
    String name, List<String> values, Map<String, List<String>> options, boolean block, int line) {
  Optional<String> option(String key) {
    return Optional.ofNullable(options.get(key)).map(list -> String.join(" ", list));
  }
}
