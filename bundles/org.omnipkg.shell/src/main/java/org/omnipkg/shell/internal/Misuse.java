package org.omnipkg.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Nearest;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with a command line, in our words. */
final class Misuse {
  private Misuse() {}

  static Diagnostic of(ParameterException wrong) {
    CommandSpec spec = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(spec, unmatched.getUnmatched());
    }
    if (wrong instanceof MissingParameterException missing) {
      return missing(spec, missing.getMissing());
    }
    ArgSpec argument = wrong.getArgSpec();
    String value = wrong.getValue();
    if (argument == null) {
      return Diagnostic.user("usage.bad-value", "cannot read the command line", help(spec));
    }
    boolean valueless = argument.isOption() && ((OptionSpec) argument).arity().max() == 0;
    String message =
        valueless
            ? "`" + name(argument) + "` takes no value"
            : "`" + name(argument) + "` cannot be " + (value == null ? "that" : "`" + value + "`");
    return Diagnostic.user("usage.bad-value", message, help(spec));
  }

  static Diagnostic noVerb(CommandSpec spec) {
    return Diagnostic.user(
        "usage.missing-argument", "`" + spec.qualifiedName() + "` needs a verb", help(spec));
  }

  private static Diagnostic unmatched(CommandSpec spec, List<String> words) {
    String word = words.get(0);
    if (word.startsWith("-") && word.length() > 1) {
      String name = word.split("=", 2)[0];
      List<String> names =
          spec.options().stream().flatMap(one -> Arrays.stream(one.names())).toList();
      return Diagnostic.user(
          "usage.unknown-option",
          "`" + spec.qualifiedName() + "` has no option `" + name + "`",
          meant(name, names, spec));
    }
    if (!spec.subcommands().isEmpty()) {
      return Diagnostic.user(
          "usage.unknown-command",
          "`" + spec.qualifiedName() + "` has no verb `" + word + "`",
          meant(word, spec.subcommands().keySet(), spec));
    }
    return Diagnostic.user(
        "usage.unexpected-argument",
        "`" + spec.qualifiedName() + "` does not know what to do with `" + word + "`",
        help(spec));
  }

  private static String meant(String word, Collection<String> known, CommandSpec spec) {
    List<String> near = Nearest.to(word, new ArrayList<>(known));
    return near.isEmpty() ? help(spec) : "did you mean " + Nearest.quoted(near) + "?";
  }

  private static Diagnostic missing(CommandSpec spec, List<ArgSpec> missing) {
    boolean option = missing.stream().allMatch(ArgSpec::isOption);
    String names = missing.stream().map(Misuse::name).collect(Collectors.joining(" and "));
    String message =
        option ? "`" + names + "` needs a value" : "`" + spec.qualifiedName() + "` needs " + names;
    return Diagnostic.user("usage.missing-argument", message, help(spec));
  }

  private static String name(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return option.longestName();
    }
    return argument.paramLabel();
  }

  private static String help(CommandSpec spec) {
    return "`" + spec.qualifiedName() + " --help` shows how";
  }
}
