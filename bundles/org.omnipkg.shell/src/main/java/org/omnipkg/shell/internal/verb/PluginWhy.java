package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Inquiry.Summary;
import org.omnipkg.api.Plugins.Import;
import org.omnipkg.api.Plugins.Plugin;
import org.omnipkg.api.Plugins.Reasons;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = "Say where a bundle came from, what it provides, and who uses it.",
    footer = {"omnipkg plugin why org.example.lua", "omnipkg plugin why org.example.lua --json"})
final class PluginWhy implements Verb {
  private static final int LABEL = 11;

  @Parameters(paramLabel = "NAME", description = "Symbolic name, as `plugin list` shows it.")
  private String name = "";

  /** An environment with packages of a language. */
  private record Use(String environment, String language, long packages) {}

  @Override
  public Answer run(Call call) {
    Reasons reasons = call.asking(caller -> call.rooms().plugins().why(caller, name));
    List<Use> uses = call.asking(caller -> uses(call, caller, reasons.languages()));
    return Answer.of(document(reasons, uses), console -> print(console, reasons, uses));
  }

  private static List<Use> uses(Call call, Caller caller, List<String> languages) {
    List<Use> uses = new ArrayList<>();
    for (Summary one : call.rooms().inquiry().environments(caller)) {
      for (String language : languages) {
        long packages = packages(call, caller, one.name(), language);
        if (packages > 0) {
          uses.add(new Use(one.name(), language, packages));
        }
      }
    }
    return uses;
  }

  /** An environment that cannot be read uses nothing that could be told. */
  private static long packages(Call call, Caller caller, String environment, String language) {
    try {
      return call.rooms().packages().list(caller, environment).stream()
          .filter(one -> one.ecosystem().equals(language))
          .count();
    } catch (Refusal unreadable) {
      return 0;
    }
  }

  private static Map<String, Object> document(Reasons reasons, List<Use> uses) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("plugin", PluginVerbs.document(reasons.plugin()));
    document.put("from", reasons.from().map(PluginWhy::document).orElse(null));
    document.put("languages", reasons.languages());
    document.put("capabilities", reasons.capabilities());
    document.put("imports", reasons.imports().stream().map(PluginWhy::document).toList());
    document.put("needed_by", reasons.neededBy());
    document.put("used_by", uses.stream().map(PluginWhy::document).toList());
    return document;
  }

  private static Map<String, Object> document(Source source) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("words", source.words());
    document.put("repository", source.repository().isEmpty() ? null : source.repository());
    document.put("signer", source.signer().isEmpty() ? null : source.signer());
    document.put("added", source.added().toString());
    return document;
  }

  private static Map<String, Object> document(Import one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("package", one.name());
    document.put("range", one.range());
    document.put("here", one.here());
    return document;
  }

  private static Map<String, Object> document(Use use) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", use.environment());
    document.put("language", use.language());
    document.put("packages", use.packages());
    return document;
  }

  private static void print(Console console, Reasons reasons, List<Use> uses) {
    Plugin plugin = reasons.plugin();
    console.data(Style.bold(PluginVerbs.title(plugin)));
    line(console, "from", from(plugin, reasons.from()));
    reasons
        .from()
        .map(Source::signer)
        .filter(signer -> !signer.isEmpty())
        .ifPresent(signer -> line(console, "signed by", signer));
    line(console, "state", plugin.state());
    lines(console, "brings", plugin.brings());
    lines(console, "provides", reasons.capabilities());
    lines(
        console,
        "imports",
        reasons.imports().stream()
            .map(one -> (one.name() + " " + one.range()).strip() + ", here is " + one.here())
            .toList());
    lines(console, "needed by", reasons.neededBy());
    if (!reasons.languages().isEmpty()) {
      lines(console, "used by", uses.isEmpty() ? List.of("no environment") : words(uses));
    }
    if (!plugin.digest().isEmpty()) {
      line(console, "sha256", plugin.digest());
    }
    lines(console, "note", plugin.notes());
  }

  private static List<String> words(List<Use> uses) {
    return uses.stream()
        .map(
            use ->
                "environment "
                    + use.environment()
                    + ": "
                    + Amount.count(use.packages(), "package")
                    + " of "
                    + use.language())
        .toList();
  }

  private static String from(Plugin plugin, Optional<Source> source) {
    if (plugin.origin().equals("shipped")) {
      return "comes with omnipkg";
    }
    return source
        .map(
            one ->
                one.repository().isEmpty()
                    ? "the file " + one.words()
                    : one.words() + ", from the repository " + one.repository())
        .orElse("put into the folder by hand");
  }

  private static void lines(Console console, String label, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      line(console, i == 0 ? label : "", values.get(i));
    }
  }

  private static void line(Console console, String label, String value) {
    console.data("  " + label + " ".repeat(LABEL - label.length()) + value);
  }
}
