package org.omnipkg.itest.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requirements that resolvers are asked for alike.
 *
 * @param pythons the interpreters it is asked for on
 * @param wide whether it is asked in the long run only
 */
public record RequirementSet(
    String name,
    List<String> pythons,
    List<String> requirements,
    List<String> constraints,
    List<String> overrides,
    boolean wide) {

  /** Every set of the list. */
  public static List<RequirementSet> all() throws IOException {
    List<RequirementSet> sets = new ArrayList<>();
    for (String line : text("python.txt").lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        int end = line.indexOf(']');
        List<String> words = List.of(line.substring(end + 1).strip().split(" "));
        boolean wide = !words.contains("short");
        List<String> pythons = words.stream().filter(word -> !word.equals("short")).toList();
        sets.add(
            new RequirementSet(
                line.substring(1, end),
                pythons,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                wide));
        continue;
      }
      RequirementSet last = sets.get(sets.size() - 1);
      if (line.startsWith("-cf ")) {
        text(line.substring(4))
            .lines()
            .filter(one -> !one.isBlank() && !one.startsWith("#"))
            .forEach(last.constraints()::add);
      } else if (line.startsWith("-c ")) {
        last.constraints().add(line.substring(3));
      } else if (line.startsWith("-o ")) {
        last.overrides().add(line.substring(3));
      } else {
        last.requirements().add(line);
      }
    }
    return sets;
  }

  static String text(String resource) throws IOException {
    try (InputStream in = RequirementSet.class.getResourceAsStream("/agreement/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
