package org.omnipkg.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Words that somebody may have meant. */
public final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /** The closest first; none when nothing is close. */
  public static List<String> to(String word, Collection<String> known) {
    int tolerance = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(other -> distance(word, other) <= tolerance || begins(word, other))
        .sorted(
            Comparator.<String>comparingInt(other -> distance(word, other))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** The words in backticks, with {@code or} between them. */
  public static String quoted(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" or "));
  }

  private static boolean begins(String word, String other) {
    return word.replace("-", "").length() >= 2 && other.startsWith(word);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  static int distance(String a, String b) {
    int[] older = new int[b.length() + 1];
    int[] old = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      old[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], old[j]) + 1, old[j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          now[j] = Math.min(now[j], older[j - 2] + 1);
        }
      }
      older = old;
      old = now;
    }
    return old[b.length()];
  }
}
