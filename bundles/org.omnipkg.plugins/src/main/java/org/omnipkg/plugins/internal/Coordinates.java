package org.omnipkg.plugins.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code group:artifact}, with a version when one is meant. */
record Coordinates(String group, String artifact, Optional<String> version) {
  private static final String WORD = "[A-Za-z0-9_][A-Za-z0-9_.-]*";
  private static final Pattern FORM =
      Pattern.compile("(" + WORD + "):(" + WORD + ")(?::([A-Za-z0-9_][A-Za-z0-9_.+-]*))?");
  private static final Pattern REHEARSAL =
      Pattern.compile(
          "(?i).*[.-](alpha|beta|a|b|rc|cr|milestone|m|ea|pre|preview|snapshot|dev)[.-]?[0-9]*");

  static Optional<Coordinates> of(String words) {
    Matcher matcher = FORM.matcher(words);
    return matcher.matches()
        ? Optional.of(
            new Coordinates(
                matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3))))
        : Optional.empty();
  }

  Coordinates at(String other) {
    return new Coordinates(group, artifact, Optional.of(other));
  }

  String words() {
    return group + ":" + artifact + version.map(one -> ":" + one).orElse("");
  }

  /** The newest of versions in ascending order, a pre-release only when there is nothing else. */
  static Optional<String> newest(List<String> versions) {
    return versions.stream()
        .filter(version -> !REHEARSAL.matcher(version).matches())
        .reduce((older, newer) -> newer)
        .or(() -> versions.stream().reduce((older, newer) -> newer));
  }
}
