package org.omnipkg.shell.internal.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, made from the command model. */
public final class FishCompletion {
  private final List<String> lines = new ArrayList<>();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  public static String of(CommandLine model) {
    CommandSpec root = model.getCommandSpec();
    FishCompletion script = new FishCompletion(root.name());
    script.lines.add("# fish completion for " + root.name());
    script.lines.add("complete -c " + root.name() + " -e");
    Terms.globals(root).forEach(option -> script.option("", option));
    script.verbs("__fish_use_subcommand", model);
    model
        .getSubcommands()
        .forEach((name, verb) -> script.verb("__fish_seen_subcommand_from " + name, verb));
    return String.join("\n", script.lines) + "\n";
  }

  private void verb(String condition, CommandLine verb) {
    CommandSpec spec = verb.getCommandSpec();
    Terms.own(spec).forEach(option -> option(condition, option));
    spec.positionalParameters().forEach(one -> candidates(condition, one));
    if (!verb.getSubcommands().isEmpty()) {
      String names = String.join(" ", verb.getSubcommands().keySet());
      verbs(condition + "; and not __fish_seen_subcommand_from " + names, verb);
      for (Map.Entry<String, CommandLine> inner : verb.getSubcommands().entrySet()) {
        String both = condition + "; and __fish_seen_subcommand_from " + inner.getKey();
        Terms.own(inner.getValue().getCommandSpec()).forEach(option -> option(both, option));
      }
    }
  }

  private void verbs(String condition, CommandLine of) {
    of.getSubcommands()
        .forEach(
            (name, verb) ->
                line(condition, "-f -a " + name, Terms.description(verb.getCommandSpec())));
  }

  private void candidates(String condition, ArgSpec spec) {
    if (spec.completionCandidates() != null) {
      spec.completionCandidates().forEach(word -> line(condition, "-f -a " + word, ""));
    }
  }

  private void option(String condition, OptionSpec option) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      boolean wide = name.startsWith("--");
      words.append(wide ? "-l " : "-s ").append(name.substring(wide ? 2 : 1)).append(' ');
    }
    if (option.arity().max() > 0) {
      words.append("-r ");
      if (option.completionCandidates() != null) {
        words
            .append("-f -a '")
            .append(String.join(" ", option.completionCandidates()))
            .append("' ");
      }
    }
    line(condition, words.toString().strip(), Terms.description(option));
  }

  private void line(String condition, String words, String description) {
    lines.add(
        "complete -c "
            + program
            + (condition.isEmpty() ? "" : " -n " + quoted(condition))
            + " "
            + words
            + (description.isEmpty() ? "" : " -d " + quoted(description)));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
