package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Inquiry.Chain;
import org.omnipkg.api.Inquiry.Link;
import org.omnipkg.api.Inquiry.Reasons;
import org.omnipkg.api.Spelling;
import org.omnipkg.shell.internal.progress.Glyphs;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Branches;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = "Say who asked for a package, and through whom.",
    footer = {"omnipkg why markupsafe", "omnipkg why rich==13.7.1", "omnipkg why click --json"})
final class Why implements Verb {
  @Parameters(
      paramLabel = "NAME",
      description = "The package; `NAME==VERSION` means one version of several.")
  private String word = "";

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    Reasons reasons = call.asking(caller -> call.rooms().inquiry().why(caller, environment, word));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", environment);
    document.put("ecosystem", reasons.ecosystem());
    document.put("name", reasons.name());
    document.put("chains", reasons.chains().stream().map(Why::document).toList());
    document.put("more", reasons.more());
    document.put("counted", reasons.counted());
    boolean unicode = Glyphs.of(call.invocation().environment()).unicode();
    return Answer.of(document, console -> print(console, reasons, unicode));
  }

  private static List<Map<String, Object>> document(Chain chain) {
    return chain.links().stream().map(InfoText::document).toList();
  }

  /** From the package up: the roots of the tree are the versions asked about. */
  private static void print(Console console, Reasons reasons, boolean unicode) {
    Map<String, Branches> trees = new LinkedHashMap<>();
    for (Chain chain : reasons.chains()) {
      List<Link> links = chain.links();
      Link end = links.get(links.size() - 1);
      List<String> way = new ArrayList<>();
      for (int i = links.size() - 1; i > 0; i--) {
        Link by = links.get(i - 1);
        way.add(
            Style.bold(by.name()) + " " + by.version() + " needs " + links.get(i).requirement());
      }
      way.add("you asked for it (" + Style.green(links.get(0).requirement()) + ")");
      String name = Spelling.of(reasons.ecosystem(), end.name());
      trees
          .computeIfAbsent(Style.bold(name) + " " + end.version(), root -> new Branches())
          .add(way);
    }
    trees.forEach(
        (root, branches) -> {
          console.data(root);
          branches.print(unicode, console::data);
        });
    if (reasons.chains().isEmpty()) {
      console.say("nobody asked for `" + reasons.name() + "`");
    }
    if (reasons.more() > 0 || !reasons.counted()) {
      String least = reasons.counted() ? "" : "more than ";
      console.data("and " + least + Amount.count(reasons.more(), "further chain"));
    }
  }
}
