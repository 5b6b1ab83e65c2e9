package org.omnipkg.ecosystem.go.internal.version;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions that stand for a commit: {@code v0.0.0-20191109021931-daa7c04131f5}. */
public final class Pseudo {
  private static final Pattern FORM =
      Pattern.compile(
          "v[0-9]+\\.(?:0\\.0-|\\d+\\.\\d+-(?:[^+]*\\.)?0\\.)(\\d{14})-([A-Za-z0-9]+)(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Pseudo() {}

  public static boolean is(String version) {
    return version.chars().filter(c -> c == '-').count() >= 2
        && Semver.of(version).isPresent()
        && FORM.matcher(version).matches();
  }

  /** When the commit was made. */
  public static Optional<Instant> time(String version) {
    Matcher m = FORM.matcher(version);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(m.group(1), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
