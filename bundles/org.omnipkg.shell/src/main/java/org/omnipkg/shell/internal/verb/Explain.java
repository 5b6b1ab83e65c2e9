package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.Explanations;
import org.omnipkg.model.Nearest;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Explain the code of an error, or list all codes.",
    footer = {"omnipkg explain", "omnipkg explain requirement.malformed"})
final class Explain implements Verb {
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
    return Answer.of(document, console -> console.data(page.strip()));
  }

  private Answer list() {
    Table table = new Table("code", "meaning");
    Map<String, String> titles = explanations.titles();
    titles.forEach(table::row);
    return Answer.of(Map.of("codes", titles), table::print);
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
