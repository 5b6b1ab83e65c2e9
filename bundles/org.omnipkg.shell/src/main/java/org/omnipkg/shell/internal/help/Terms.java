package org.omnipkg.shell.internal.help;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command model in the words of help pages. */
final class Terms {
  private Terms() {}

  /** {@code -e, --env NAME}. */
  static String option(OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean flag = option.arity().max() == 0;
    String indent = option.names()[0].startsWith("--") ? "    " : "";
    return indent + names + (flag ? "" : " " + option.paramLabel());
  }

  /** {@code REQ...}, in brackets when it may be left out. */
  static String parameter(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  static String usage(CommandSpec spec) {
    String[] custom = spec.usageMessage().customSynopsis();
    if (custom.length > 0) {
      return custom[0];
    }
    StringBuilder usage = new StringBuilder(spec.qualifiedName()).append(" [OPTIONS]");
    if (!spec.subcommands().isEmpty()) {
      usage.append(" VERB");
    }
    spec.positionalParameters().forEach(one -> usage.append(' ').append(parameter(one)));
    return usage.toString();
  }

  static String description(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description());
  }

  static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  static List<String> examples(CommandSpec spec) {
    return Arrays.asList(spec.usageMessage().footer());
  }

  static List<OptionSpec> own(CommandSpec spec) {
    return spec.options().stream().filter(option -> !global(spec, option)).toList();
  }

  static List<OptionSpec> globals(CommandSpec spec) {
    return spec.options().stream().filter(option -> global(spec, option)).toList();
  }

  private static boolean global(CommandSpec spec, OptionSpec option) {
    return option.inherited() || spec.parent() == null;
  }

  /** {@code runtime add}. */
  static String verb(CommandSpec spec) {
    return Arrays.stream(spec.qualifiedName().split(" ")).skip(1).collect(Collectors.joining(" "));
  }
}
