package org.omnipkg.shell.internal.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amount {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Amount() {}

  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String format = unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }

  public static String time(Duration took) {
    long millis = took.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (took.toHours() == 0) {
      return took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
    return took.toHours() + " h " + took.toMinutesPart() + " min";
  }

  public static String since(Instant start, Instant now) {
    Duration took = Duration.between(start, now);
    return time(took.isNegative() ? Duration.ZERO : took);
  }

  /** {@code 3 days ago}: as much as one needs to know of something long past. */
  public static String ago(Instant then, Instant now) {
    Duration past = Duration.between(then, now);
    if (past.toDays() >= 2) {
      return past.toDays() + " days ago";
    }
    if (past.toHours() >= 2) {
      return past.toHours() + " hours ago";
    }
    if (past.toMinutes() >= 2) {
      return past.toMinutes() + " minutes ago";
    }
    return "just now";
  }

  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
