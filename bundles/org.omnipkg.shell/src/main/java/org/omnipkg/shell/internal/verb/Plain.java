package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command line so plain that there is one way to read it: hot enough for the millisecond that
 * making the parser takes to matter. What is not understood here is left to the parser, the whole
 * line of it.
 */
public record Plain(Omnipkg globals, Verb verb) {
  private static final Map<String, Form> FORMS =
      Map.of(
          "exec", new Form(1, Integer.MAX_VALUE, Exec::of),
          "install", new Form(0, Integer.MAX_VALUE, Install::of),
          "swap", new Form(1, Integer.MAX_VALUE, Swap::of),
          "list", new Form(0, 0, words -> new ListPackages()),
          "status", new Form(0, 0, words -> new Status()),
          "info", new Form(1, 1, words -> Info.of(words.get(0))));

  /** A verb that is made of words without options of its own. */
  private record Form(int fewest, int most, Function<List<String>, Verb> verb) {
    Optional<Verb> of(List<String> words) {
      return words.size() < fewest || words.size() > most
          ? Optional.empty()
          : Optional.of(verb.apply(words));
    }
  }

  /** The line as read, if it is plain. */
  public static Optional<Plain> of(List<String> line) {
    Omnipkg.Said said = new Omnipkg.Said();
    String verb = "";
    List<String> words = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      boolean option = word.startsWith("-");
      if (option && said.flag(word)) {
        continue;
      }
      boolean named = (word.equals("-e") || word.equals("--env")) && i + 1 < line.size();
      if (named && isName(line.get(i + 1))) {
        said.environment(line.get(++i));
      } else if (option || word.isEmpty() || (verb.isEmpty() && !FORMS.containsKey(word))) {
        return Optional.empty();
      } else if (verb.isEmpty()) {
        verb = word;
      } else if (verb.equals("exec")) {
        words.addAll(line.subList(i, line.size()));
        break;
      } else if (Omnipkg.isVerb(word)) {
        return Optional.empty();
      } else {
        words.add(word);
      }
    }
    Form form = FORMS.get(verb);
    return form == null
        ? Optional.empty()
        : form.of(words).map(read -> new Plain(said.globals(), read));
  }

  private static boolean isName(String word) {
    return !word.isEmpty() && !word.startsWith("-") && !Omnipkg.isVerb(word);
  }
}
