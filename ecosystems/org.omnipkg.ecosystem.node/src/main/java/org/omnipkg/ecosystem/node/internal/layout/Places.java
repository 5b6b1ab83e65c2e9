package org.omnipkg.ecosystem.node.internal.layout;

import java.util.Optional;
import java.util.Set;

/** Ids of nodes, which are places: {@code node_modules/a/node_modules/@b/c}. */
public final class Places {
  private static final String FOLDER = "node_modules/";

  private Places() {}

  /** The name a place has in its folder. */
  public static String name(String place) {
    return place.substring(place.lastIndexOf(FOLDER) + FOLDER.length());
  }

  /** Whether it lies directly below the top. */
  static boolean top(String place) {
    return place.startsWith(FOLDER) && place.lastIndexOf(FOLDER) == 0;
  }

  /** What a package at a place finds under a name. */
  public static Optional<String> resolve(String place, String name, Set<String> places) {
    String at = place;
    while (true) {
      String found = (at.isEmpty() ? "" : at + "/") + FOLDER + name;
      if (places.contains(found)) {
        return Optional.of(found);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
      int folder = at.lastIndexOf("/" + FOLDER);
      at = folder < 0 ? "" : at.substring(0, folder);
    }
  }
}
