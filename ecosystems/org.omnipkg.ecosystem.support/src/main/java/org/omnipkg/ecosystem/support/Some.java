package org.omnipkg.ecosystem.support;

import java.util.List;

/** A few of many names, for a sentence. */
public final class Some {
  private Some() {}

  /** The first of them, and how many more there are. */
  public static String of(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }
}
