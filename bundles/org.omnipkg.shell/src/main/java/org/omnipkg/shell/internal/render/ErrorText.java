package org.omnipkg.shell.internal.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Diagnostic;

/** A diagnostic as a terminal shows it, and as a document. */
public final class ErrorText {
  private ErrorText() {}

  public static void print(Console console, Diagnostic why) {
    String headline = Style.red("error:") + " " + why.message();
    String code = "[" + why.code() + "]";
    int gap = console.columns() - Width.of(headline) - code.length();
    console.complain(headline + " ".repeat(Math.max(2, gap)) + Style.dim(code));
    for (String detail : why.details()) {
      detail.lines().forEach(line -> console.complain(("  " + line).stripTrailing()));
    }
    if (!why.hint().isEmpty()) {
      console.complain("");
      String[] lines = why.hint().split("\n", -1);
      console.complain(Style.cyan("hint:") + " " + lines[0]);
      List.of(lines).stream().skip(1).forEach(line -> console.complain("      " + line));
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
