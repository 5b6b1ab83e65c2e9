package org.omnipkg.shell.internal.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.omnipkg.model.Diagnostic;

/** A diagnostic as a terminal shows it, and as a document. */
public final class ErrorText {
  private static final String HINT = "hint:";

  private ErrorText() {}

  public static void print(Console console, Diagnostic why) {
    headline(console, why);
    for (String detail : why.details()) {
      detail.lines().forEach(line -> console.complain(("  " + line).stripTrailing()));
    }
    if (!why.hint().isEmpty()) {
      console.complain("");
      List<String> lines =
          why.hint()
              .lines()
              .flatMap(
                  line ->
                      console.watched()
                          ? Wrap.lines(line, console.columns() - HINT.length() - 1).stream()
                          : Stream.of(line))
              .toList();
      for (int i = 0; i < lines.size(); i++) {
        String begin = i == 0 ? Style.cyan(HINT) : " ".repeat(HINT.length());
        console.complain(begin + " " + lines.get(i));
      }
    }
  }

  /** The code stands at the right end, on a line of its own when the last one is full. */
  private static void headline(Console console, Diagnostic why) {
    String begin = Style.red("error:") + " ";
    String indent = " ".repeat(Width.of(begin));
    String code = "[" + why.code() + "]";
    int room = console.columns() - indent.length();
    List<String> lines =
        console.watched() ? Wrap.lines(why.message(), room) : List.of(why.message());
    for (int i = 0; i < lines.size() - 1; i++) {
      console.complain((i == 0 ? begin : indent) + lines.get(i));
    }
    String last = (lines.size() == 1 ? begin : indent) + lines.get(lines.size() - 1);
    int gap = console.columns() - Width.of(last) - code.length();
    if (gap < 2 && console.watched()) {
      console.complain(last);
      console.complain(Width.padLeft(Style.dim(code), console.columns()));
    } else {
      console.complain(last + " ".repeat(Math.max(2, gap)) + Style.dim(code));
    }
  }

  public static Map<String, Object> document(Diagnostic why) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", why.code());
    error.put("kind", why.kind().name());
    error.put("message", why.message());
    error.put("details", why.details());
    error.put("hint", why.hint());
    return Map.of("error", error);
  }
}
