package org.omnipkg.engine.internal;

import java.util.List;

/** A few of many names, for a sentence. */
final class Some {
  private static final int MOST = 5;

  private Some() {}

  static String of(List<String> names) {
    return of(names, MOST);
  }

  static String of(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }
}
