package org.omnipkg.shell.internal.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of {@code docs/reference/errors}, packed into this bundle by its build. */
public final class Explanations {
  private static final String FOLDER = "/errors/";
  private static final String SUFFIX = ".md";

  /** Every code there is a page for, sorted. */
  public List<String> codes() {
    return read("index")
        .map(
            index ->
                index
                    .lines()
                    .flatMap(line -> List.of(line.split(",")).stream())
                    .map(String::strip)
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList())
        .orElse(List.of());
  }

  /** Each code with the first sentence of its page. */
  public Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    codes().forEach(code -> titles.put(code, page(code).map(Explanations::sentence).orElse("")));
    return titles;
  }

  public Optional<String> page(String code) {
    return codes().contains(code) ? read(code + SUFFIX) : Optional.empty();
  }

  private static String sentence(String page) {
    String paragraph =
        page.lines()
            .filter(line -> !line.startsWith("#"))
            .dropWhile(String::isBlank)
            .takeWhile(line -> !line.isBlank())
            .reduce("", (all, line) -> (all + " " + line).strip());
    int end = paragraph.indexOf(". ");
    String first = end < 0 ? paragraph : paragraph.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static Optional<String> read(String name) {
    try (@Nullable InputStream stream = Explanations.class.getResourceAsStream(FOLDER + name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
