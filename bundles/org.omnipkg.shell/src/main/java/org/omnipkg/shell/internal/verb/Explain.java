package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Nearest;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.Explanations;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;
import org.omnipkg.shell.internal.render.Wrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Explain the code of an error, or list all codes.",
    footer = {"omnipkg explain", "omnipkg explain requirement.malformed"})
final class Explain implements Verb {
  private static final int CODE = 30;

  private final Explanations explanations = new Explanations();

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "The code, as it stands in brackets.")
  private @Nullable String code;

  @Override
  public Answer run(Call call) {
    if (code == null) {
      return list();
    }
    String plain = code.replaceAll("^\\[|\\]$", "");
    String page = explanations.page(plain).orElseThrow(() -> unknown(plain));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("code", plain);
    document.put("text", page);
    return Answer.of(document, console -> print(console, page.strip()));
  }

  private Answer list() {
    Map<String, String> titles = explanations.titles();
    return Answer.of(Map.of("codes", titles), console -> print(console, titles));
  }

  /** Wraps a meaning beside its code; a code too long for the column has a line of its own. */
  private static void print(Console console, Map<String, String> titles) {
    for (Map.Entry<String, String> title : titles.entrySet()) {
      boolean fits = title.getKey().length() < CODE - 1;
      List<String> lines = Wrap.lines(title.getValue(), console.columns() - CODE);
      String begin = Style.bold(fits ? Width.pad(title.getKey(), CODE) : title.getKey());
      console.data(fits ? begin + lines.get(0) : begin);
      lines.stream().skip(fits ? 1 : 0).forEach(line -> console.data(" ".repeat(CODE) + line));
    }
  }

  /** A page's paragraphs are laid out for the terminal; its examples stand as they are. */
  private static void print(Console console, String page) {
    boolean example = false;
    StringBuilder paragraph = new StringBuilder();
    for (String line : page.lines().toList()) {
      boolean fence = line.startsWith("```");
      if (example || fence || line.isBlank() || !line.matches("[\\p{L}\\d`*(].*")) {
        flush(console, paragraph);
        console.data(line);
      } else {
        paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
      }
      example ^= fence;
    }
    flush(console, paragraph);
  }

  private static void flush(Console console, StringBuilder paragraph) {
    if (paragraph.length() > 0) {
      Wrap.lines(paragraph.toString(), console.columns()).forEach(console::data);
      paragraph.setLength(0);
    }
  }

  private Refusal unknown(String asked) {
    List<String> near = Nearest.to(asked, explanations.codes());
    String hint =
        near.isEmpty()
            ? "`omnipkg explain` lists every code"
            : "did you mean " + Nearest.quoted(near) + "?";
    return new Refusal(
        Diagnostic.user("explain.unknown-code", "there is no error code `" + asked + "`", hint));
  }
}
