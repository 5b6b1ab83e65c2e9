package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/**
 * The words of a swap sorted: {@code python 3.9} is a runtime, {@code numpy 1.26.4} a package.
 *
 * @param runtimes version asked for, by language
 * @param requirements as they would be typed in one word each
 */
record SwapWords(Map<String, String> runtimes, List<String> requirements) {
  private static final Pattern VERSION = Pattern.compile("v?[0-9][^\\s=<>!~\\[@/]*");

  /**
   * @param meaning puts the language in front of words that say none
   */
  static SwapWords of(SwapRequest request, UnaryOperator<String> meaning, Languages languages) {
    List<String> runtimes = new ArrayList<>(request.runtimes());
    List<String> requirements = new ArrayList<>();
    List<String> words = request.words();
    String last = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean paired = i + 1 < words.size() && VERSION.matcher(words.get(i + 1)).matches();
      if (VERSION.matcher(word).matches()) {
        throw unexpected(last.isEmpty() ? String.join(" ", runtimes) : last, word);
      }
      last = word;
      if (RuntimeNames.language(word, languages).isPresent()) {
        if (!paired) {
          throw new Refusal(
              Diagnostic.user(
                  "usage.missing-argument",
                  "`swap " + word + "` needs a version",
                  "`omnipkg runtime list` shows the versions at hand"));
        }
        runtimes.add(word + "@" + words.get(++i));
      } else if (paired && isName(word)) {
        requirements.add(exact(meaning.apply(word), words.get(++i), languages));
      } else {
        requirements.add(meaning.apply(word));
      }
    }
    return new SwapWords(runtimes(runtimes, languages), List.copyOf(requirements));
  }

  private static boolean isName(String word) {
    return word.matches("[A-Za-z0-9._:@/-]+(\\[[^\\]]*\\])?");
  }

  private static String exact(String word, String version, Languages languages) {
    Words.Demand demand = Words.demand(word, "", languages);
    PackageName name = demand.dependency().target();
    Set<String> features = demand.dependency().features();
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(name.ecosystem())) {
      return name.ecosystem()
          + ":"
          + lease.service().grammar().exact(new Pin(name, version), features);
    }
  }

  private static Map<String, String> runtimes(List<String> runtimes, Languages languages) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String spelled : runtimes) {
      String[] runtime = spelled.split("@", 2);
      Optional<String> language = RuntimeNames.language(runtime[0], languages);
      if (runtime.length < 2 || language.isEmpty()) {
        throw new Refusal(
            Diagnostic.user(
                    "swap.unknown-runtime",
                    "`" + runtime[0] + "` is no runtime this house knows",
                    "a package's version is named `NAME==VERSION`")
                .with(List.of("runtimes here: " + String.join(", ", languages.ids()))));
      }
      String other = wanted.put(language.get(), runtime[1]);
      if (other != null && !other.equals(runtime[1])) {
        throw unexpected(runtime[0] + "@" + other, runtime[1]);
      }
    }
    return wanted;
  }

  private static Refusal unexpected(String what, String version) {
    return new Refusal(
        Diagnostic.user(
            "usage.unexpected-argument",
            "`swap " + what + "` takes no second version `" + version + "`",
            ""));
  }
}
