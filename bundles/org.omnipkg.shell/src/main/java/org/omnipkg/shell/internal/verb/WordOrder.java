package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A verb's own options may stand before it: they are moved behind, where the parser wants them. */
public final class WordOrder {
  private WordOrder() {}

  /**
   * The words with every option the root does not know behind the verb.
   *
   * @param root the specification of {@code omnipkg} itself
   */
  public static List<String> verbFirst(List<String> words, CommandSpec root) {
    List<String> ahead = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      OptionSpec known = root.findOption(name(word));
      if (known != null) {
        ahead.add(word);
        boolean apart = known.arity().min() > 0 && !word.contains("=") && i + 1 < words.size();
        if (apart) {
          ahead.add(words.get(++i));
        }
      } else if (Omnipkg.verbs().contains(word)) {
        List<String> all = new ArrayList<>(ahead);
        all.add(word);
        all.addAll(moved);
        all.addAll(words.subList(i + 1, words.size()));
        return all;
      } else if (word.startsWith("-") || !moved.isEmpty()) {
        moved.add(word);
      } else {
        return words;
      }
    }
    return words;
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals > 0 ? word.substring(0, equals) : word;
  }
}
