package org.omnipkg.itest.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packages of npm asked for together.
 *
 * @param packages as npm has them typed, {@code name} or {@code name@range}
 */
record NpmSet(String name, List<String> packages) {
  NpmSet {
    packages = List.copyOf(packages);
  }

  static List<NpmSet> all() throws IOException {
    try (InputStream source = NpmSet.class.getResourceAsStream("/bench/npm-sets.txt")) {
      if (source == null) {
        throw new IOException("npm-sets.txt is not among the resources");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(NpmSet::read)
          .toList();
    }
  }

  static List<NpmSet> named(String... names) throws IOException {
    List<String> wanted = List.of(names);
    return all().stream().filter(set -> wanted.contains(set.name())).toList();
  }

  static NpmSet read(String line) {
    int colon = line.indexOf(':');
    return new NpmSet(
        line.substring(0, colon).strip(), List.of(line.substring(colon + 1).strip().split("\\s+")));
  }

  /** As ours has them typed. */
  String[] words() {
    return packages.stream().map(one -> "npm:" + one).toArray(String[]::new);
  }

  /** Names to the ranges asked for, a star where none was. */
  Map<String, String> ranges() {
    Map<String, String> ranges = new TreeMap<>();
    for (String one : packages) {
      int at = one.indexOf('@', 1);
      ranges.put(at < 0 ? one : one.substring(0, at), at < 0 ? "*" : one.substring(at + 1));
    }
    return ranges;
  }

  String manifest() {
    return "{\"name\":\"bench\",\"version\":\"1.0.0\",\"dependencies\":" + Json.map(ranges()) + "}";
  }
}
