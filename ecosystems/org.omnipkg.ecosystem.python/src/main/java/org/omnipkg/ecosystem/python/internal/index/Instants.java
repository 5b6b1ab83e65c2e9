package org.omnipkg.ecosystem.python.internal.index;

import java.time.Instant;
import java.time.LocalDate;

/** Times as indexes write them: pages name thousands, and the JDK's reader is made for any form. */
final class Instants {
  private static final String FORM = "dddd-dd-ddTdd:dd:dd";

  private Instants() {}

  /**
   * Milliseconds since 1970.
   *
   * @throws java.time.DateTimeException when it is no instant
   */
  static long millis(String text) {
    return usual(text) ? read(text) : Instant.parse(text).toEpochMilli();
  }

  /** {@code 2024-05-06T07:08:09Z}, with or without a fraction of the second. */
  private static boolean usual(String text) {
    int last = text.length() - 1;
    if (last < FORM.length() || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i);
      if (form == 'd' ? !digit(text.charAt(i)) : text.charAt(i) != form) {
        return false;
      }
    }
    boolean fraction = text.charAt(FORM.length()) == '.' && last > FORM.length() + 1;
    for (int i = FORM.length() + 1; i < last; i++) {
      fraction &= digit(text.charAt(i));
    }
    return number(text, 11, 2) < 24
        && number(text, 14, 2) < 60
        && number(text, 17, 2) < 60
        && last - FORM.length() <= 10
        && (last == FORM.length() || fraction);
  }

  private static long read(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    long seconds =
        day.toEpochDay() * 86400
            + number(text, 11, 2) * 3600
            + number(text, 14, 2) * 60
            + number(text, 17, 2);
    int millis = 0;
    for (int i = 0; i < 3; i++) {
      int at = FORM.length() + 1 + i;
      millis = millis * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
    }
    return seconds * 1000 + millis;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
