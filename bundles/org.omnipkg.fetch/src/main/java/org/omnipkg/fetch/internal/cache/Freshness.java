package org.omnipkg.fetch.internal.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.spi.Desk;

/**
 * How long a stored document still speaks for its server (RFC 9111): as long as the one who asks
 * takes it, and never longer than the server itself says.
 */
final class Freshness {
  private static final Duration ABSENT = Duration.ofSeconds(60);
  private static final Pattern NEVER =
      Pattern.compile("(?:^|[\\s,])no-(?:cache|store)(?=$|[\\s,=])");
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?(\\d{1,9})");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private Freshness() {}

  /** Zero when it is to be asked for again. */
  static Duration left(Stored stored, Duration wanted, Instant now) {
    if (stored.body().isPresent() && wanted.compareTo(Desk.Ask.FOR_EVER) >= 0) {
      return Desk.Ask.FOR_EVER;
    }
    Duration age = Duration.between(stored.checked(), now);
    if (age.isNegative()) {
      return Duration.ZERO;
    }
    Duration lifetime = stored.body().isEmpty() ? least(wanted, ABSENT) : lifetime(stored, wanted);
    Duration left = lifetime.minus(age);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration lifetime(Stored stored, Duration wanted) {
    String control = stored.headers().getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
    if (NEVER.matcher(control).find()) {
      return Duration.ZERO;
    }
    Matcher stated = MAX_AGE.matcher(control);
    if (!stated.find()) {
      return wanted;
    }
    // what a cache on the way had held before it came here
    String before = stored.headers().getOrDefault("age", "").trim();
    long held = SECONDS.matcher(before).matches() ? Long.parseLong(before) : 0;
    return least(wanted, Duration.ofSeconds(Long.parseLong(stated.group(1)) - held));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
