package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Health.Finding;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Say what is missing and how to mend it.",
    footer = {"omnipkg doctor", "omnipkg doctor --json"})
final class Doctor implements Verb {
  private static final String PROBLEM = "problem";

  @Override
  public Answer run(Call call) {
    List<Finding> findings = call.asking(caller -> call.rooms().health().examine(caller));
    long problems = findings.stream().filter(one -> one.level().equals(PROBLEM)).count();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("healthy", problems == 0);
    document.put("findings", findings.stream().map(Doctor::document).toList());
    return Answer.of(
        problems == 0 ? 0 : 1, document, console -> print(console, findings, problems));
  }

  static Map<String, Object> document(Finding finding) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("level", finding.level());
    document.put("subject", finding.subject());
    document.put("text", finding.text());
    document.put("mend", finding.mend());
    document.put("tree", finding.tree());
    return document;
  }

  private static void print(Console console, List<Finding> findings, long problems) {
    int subjects = findings.stream().mapToInt(one -> Width.of(one.subject())).max().orElse(0);
    int indent = PROBLEM.length() + subjects + 4;
    for (Finding finding : findings) {
      console.data(
          level(finding.level())
              + "  "
              + Width.pad(finding.subject(), subjects)
              + "  "
              + finding.text());
      finding.tree().forEach(line -> console.data(" ".repeat(indent) + line));
      if (!finding.mend().isEmpty()) {
        console.data(" ".repeat(indent) + Style.cyan("mend:") + " " + finding.mend());
      }
    }
    console.say(problems == 0 ? "All is well" : Amount.count(problems, "problem") + " found");
  }

  private static String level(String level) {
    String padded = Width.pad(level, PROBLEM.length());
    return switch (level) {
      case "ok" -> Style.green(padded);
      case PROBLEM -> Style.red(padded);
      default -> Style.yellow(padded);
    };
  }
}
