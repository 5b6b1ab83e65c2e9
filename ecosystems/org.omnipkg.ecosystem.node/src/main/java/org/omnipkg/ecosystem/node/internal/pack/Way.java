package org.omnipkg.ecosystem.node.internal.pack;

import java.util.Arrays;

/**
 * A path, name by name.
 *
 * @param rooted the same with nothing in front, as it is below the folder of a rule
 */
record Way(String[] names, String[] rooted) {
  static Way of(String path) {
    return of(path.split("/+", -1));
  }

  private static Way of(String... names) {
    String[] rooted = new String[names.length + 1];
    rooted[0] = "";
    System.arraycopy(names, 0, rooted, 1, names.length);
    return new Way(names, rooted);
  }

  /** With nothing behind it, as a folder may be written. */
  Way inside() {
    String[] longer = Arrays.copyOf(names, names.length + 1);
    longer[names.length] = "";
    return of(longer);
  }
}
