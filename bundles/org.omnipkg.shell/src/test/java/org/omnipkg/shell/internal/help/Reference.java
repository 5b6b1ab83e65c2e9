package org.omnipkg.shell.internal.help;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/reference/cli.md}: every verb and option, made from the command model. */
public final class Reference {
  private final StringBuilder page = new StringBuilder();

  private Reference() {}

  public static String of(CommandLine model, List<Map.Entry<String, List<String>>> sections) {
    Reference reference = new Reference();
    CommandSpec root = model.getCommandSpec();
    reference.line("# The command line");
    reference.line("");
    reference.line(
        "Made from the command model by the build; do not edit. Options may stand before or after"
            + " the verb; everything after the command of `exec` belongs to that command.");
    reference.line("");
    reference.line("## Options of every verb");
    reference.line("");
    reference.options(Terms.globals(root));
    for (Map.Entry<String, List<String>> section : sections) {
      reference.line("");
      reference.line("## " + section.getKey());
      section.getValue().forEach(name -> reference.verb(model.getSubcommands().get(name)));
    }
    return reference.page.toString();
  }

  private void verb(CommandLine verb) {
    CommandSpec spec = verb.getCommandSpec();
    line("");
    line("### `" + Terms.verb(spec) + "`");
    line("");
    line(Terms.description(spec));
    line("");
    line("```");
    line(Terms.usage(spec));
    line("```");
    Stream<String> terms =
        Stream.concat(
            spec.positionalParameters().stream()
                .map(one -> item(one.paramLabel(), String.join(" ", one.description()))),
            Terms.own(spec).stream().map(Reference::item));
    List<String> items = terms.toList();
    if (!items.isEmpty()) {
      line("");
      items.forEach(this::line);
    }
    if (!Terms.examples(spec).isEmpty()) {
      line("");
      line("```sh");
      Terms.examples(spec).forEach(this::line);
      line("```");
    }
    verb.getSubcommands().values().forEach(this::verb);
  }

  private void options(List<OptionSpec> options) {
    options.forEach(option -> line(item(option)));
  }

  private static String item(OptionSpec option) {
    return item(Terms.option(option).strip(), Terms.description(option));
  }

  private static String item(String term, String meaning) {
    return "- `" + term + "`: " + meaning;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
