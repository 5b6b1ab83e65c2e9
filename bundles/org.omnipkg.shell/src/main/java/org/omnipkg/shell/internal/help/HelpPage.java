package org.omnipkg.shell.internal.help;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;
import org.omnipkg.shell.internal.render.Wrap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} shows. */
public final class HelpPage {
  private static final int NARROW = 60;
  private static final int WIDE = 100;
  private static final int TERM = 25;
  private static final int VERB = 14;
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private HelpPage(int columns) {
    this.columns = Math.min(WIDE, Math.max(NARROW, columns));
  }

  /**
   * Lines with colours.
   *
   * @param sections headings and the verbs below them, for a command that has verbs of its own
   */
  public static List<String> of(
      CommandSpec spec, List<Map.Entry<String, List<String>>> sections, int columns) {
    HelpPage page = new HelpPage(columns);
    page.write(spec, sections);
    return page.lines;
  }

  /** A page as one text without colours. */
  public static String plain(List<String> page) {
    return Style.strip(String.join("\n", page));
  }

  private void write(CommandSpec spec, List<Map.Entry<String, List<String>>> sections) {
    lines.addAll(Wrap.lines(Terms.description(spec), columns));
    lines.add("");
    lines.add(Style.bold("Usage:") + " " + Terms.usage(spec));
    if (spec.parent() == null) {
      sections.forEach(section -> verbs(section.getKey(), verbs(spec, section.getValue())));
    } else if (!spec.subcommands().isEmpty()) {
      verbs("Verbs", spec.subcommands().values());
    }
    if (!spec.positionalParameters().isEmpty()) {
      heading("Arguments");
      spec.positionalParameters()
          .forEach(one -> term(Terms.parameter(one), String.join(" ", one.description()), TERM));
    }
    options("Options", Terms.own(spec));
    options(spec.parent() == null ? "Options" : "Options of every verb", Terms.globals(spec));
    if (!Terms.examples(spec).isEmpty()) {
      heading("Examples");
      Terms.examples(spec).forEach(example -> lines.add("  " + Style.cyan(example)));
    }
    if (spec.parent() == null) {
      lines.add("");
      lines.addAll(
          Wrap.lines(
              "`omnipkg VERB --help` says more about a verb, `omnipkg explain CODE` about an error.",
              columns));
    }
  }

  private static List<CommandLine> verbs(CommandSpec spec, List<String> names) {
    return names.stream().map(name -> spec.subcommands().get(name)).toList();
  }

  private void verbs(String title, Collection<CommandLine> verbs) {
    heading(title);
    for (CommandLine verb : verbs) {
      CommandSpec spec = verb.getCommandSpec();
      term(spec.name(), Terms.description(spec), VERB);
    }
  }

  private void options(String title, List<OptionSpec> options) {
    if (!options.isEmpty()) {
      heading(title);
      options.forEach(option -> term(Terms.option(option), Terms.description(option), TERM));
    }
  }

  private void heading(String title) {
    lines.add("");
    lines.add(Style.bold(title + ":"));
  }

  private void term(String term, String meaning, int column) {
    List<String> text = Wrap.lines(meaning, columns - column - 2);
    boolean fits = Width.of(term) <= column - 2;
    lines.add("  " + (fits ? Width.pad(term, column) + text.get(0) : term));
    text.stream().skip(fits ? 1 : 0).forEach(line -> lines.add(" ".repeat(column + 2) + line));
  }
}
