package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;

/**
 * The words of a command line that ask for runtimes, as {@code node@20} does, apart from the
 * others.
 *
 * @param runtimes version asked for, by language
 */
record RuntimeWords(Map<String, String> runtimes, List<String> others) {
  private static final Pattern RUNTIME = Pattern.compile("([a-z][a-z0-9]*)@([^\\s@/:]+)");

  static RuntimeWords of(List<String> words, Languages languages) {
    Map<String, String> runtimes = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (String word : words) {
      Matcher runtime = RUNTIME.matcher(word);
      Optional<String> language =
          runtime.matches() ? RuntimeNames.language(runtime.group(1), languages) : Optional.empty();
      if (language.isPresent()) {
        add(runtimes, language.get(), runtime.group(2));
      } else {
        others.add(word);
      }
    }
    return new RuntimeWords(runtimes, List.copyOf(others));
  }

  static void add(Map<String, String> runtimes, String language, String version) {
    String other = runtimes.put(language, version);
    if (other != null && !other.equals(version)) {
      throw new Refusal(
          Diagnostic.user(
              "usage.two-runtimes",
              "asked for " + language + " `" + other + "` and `" + version + "` at once",
              ""));
    }
  }
}
