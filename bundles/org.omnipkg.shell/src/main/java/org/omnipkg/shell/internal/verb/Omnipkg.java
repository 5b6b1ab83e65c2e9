package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: the options every verb knows. */
@Command(
    name = "omnipkg",
    description = "Installs and runs software of any language, each version side by side.",
    footer = {
      "omnipkg install flask pandas rich requests",
      "omnipkg exec python script.py",
      "omnipkg swap python 3.9",
      "omnipkg list --json",
      "omnipkg doctor"
    })
public final class Omnipkg {
  /** Headings of the help page and the verbs below them. */
  public static final List<Map.Entry<String, List<String>>> SECTIONS =
      List.of(
          Map.entry("Packages", List.of("install", "uninstall", "list", "info", "why")),
          Map.entry("Environments", List.of("status", "env")),
          Map.entry("Generations", List.of("history", "revert", "export", "sync")),
          Map.entry("Running", List.of("exec", "shell", "shell-init")),
          Map.entry("Runtimes", List.of("runtime", "swap")),
          Map.entry(
              "The house",
              List.of("store", "config", "plugin", "daemon", "doctor", "explain", "completion")));

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Environment; else OMNIPKG_ENV, the setting, default.")
  private @Nullable String environment;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON document on stdout, on failure too.")
  private boolean json;

  @Option(
      names = "--dry-run",
      scope = ScopeType.INHERIT,
      description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--offline",
      scope = ScopeType.INHERIT,
      description = "Use only what is already on this machine.")
  private boolean offline;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      scope = ScopeType.INHERIT,
      description = "How long to wait for another writer (60).")
  private long wait = 60;

  // The client has acted on it already; here it only has to be known.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--no-daemon",
      scope = ScopeType.INHERIT,
      description = "Work in this process, not in the daemon.")
  private boolean noDaemon;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      completionCandidates = Colors.class,
      description = "auto, always or never; auto heeds NO_COLOR.")
  private String color = "auto";

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Say nothing but errors and what was asked for.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more; a mistake of ours with its stack trace.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show help for omnipkg or for a verb.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private static final Map<String, Supplier<CommandLine>> VERBS =
      Map.ofEntries(
          Map.entry("install", () -> new CommandLine(new Install())),
          Map.entry("uninstall", () -> new CommandLine(new Uninstall())),
          Map.entry("list", () -> new CommandLine(new ListPackages())),
          Map.entry("info", () -> new CommandLine(new Info())),
          Map.entry("why", () -> new CommandLine(new Why())),
          Map.entry("status", () -> new CommandLine(new Status())),
          Map.entry("env", EnvironmentVerbs::model),
          Map.entry("shell-init", () -> new CommandLine(new InitScript())),
          Map.entry("exec", () -> new CommandLine(new Exec()).setStopAtPositional(true)),
          Map.entry("shell", () -> new CommandLine(new Shell())),
          Map.entry("runtime", Runtimes::model),
          Map.entry("swap", () -> new CommandLine(new Swap())),
          Map.entry("history", () -> new CommandLine(new History())),
          Map.entry("revert", () -> new CommandLine(new Revert())),
          Map.entry("export", () -> new CommandLine(new Export())),
          Map.entry("sync", () -> new CommandLine(new Sync())),
          Map.entry("store", Stores::model),
          Map.entry("config", Configuration::model),
          Map.entry("plugin", PluginVerbs::model),
          Map.entry("daemon", Daemon::model),
          Map.entry("doctor", () -> new CommandLine(new Doctor())),
          Map.entry("explain", () -> new CommandLine(new Explain())),
          Map.entry("completion", () -> new CommandLine(new Completion())));

  /** The whole command model, ready to parse one command line. */
  public static CommandLine model() {
    return model(verbs());
  }

  /** The part of the model that is needed for these words; making it all takes milliseconds. */
  public static CommandLine model(List<String> words) {
    CommandLine line = new CommandLine(new Omnipkg());
    verbs().stream().filter(words::contains).forEach(name -> line.addSubcommand(made(name)));
    line.setExpandAtFiles(false);
    line.setOverwrittenOptionsAllowed(true);
    line.setAllowSubcommandsAsOptionParameters(true);
    return line;
  }

  private static CommandLine made(String name) {
    Supplier<CommandLine> verb = VERBS.get(name);
    if (verb == null) {
      throw new IllegalStateException("no such verb: " + name);
    }
    return verb.get();
  }

  static boolean isVerb(String word) {
    return VERBS.containsKey(word);
  }

  /** Every verb, in the order of the help page. */
  public static List<String> verbs() {
    return SECTIONS.stream().map(Map.Entry::getValue).flatMap(List::stream).toList();
  }

  public @Nullable String environment() {
    return environment;
  }

  public boolean json() {
    return json;
  }

  public boolean dryRun() {
    return dryRun;
  }

  public boolean offline() {
    return offline;
  }

  public long patience() {
    return wait;
  }

  public String color() {
    return color;
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean verbose() {
    return verbose;
  }

  public boolean help() {
    return help;
  }

  public boolean version() {
    return version;
  }

  /** Said again for the lines of a shell; {@code noDaemon} was the client's and is left out. */
  public List<String> again() {
    List<String> words = new ArrayList<>();
    if (environment != null) {
      words.addAll(List.of("--env", environment));
    }
    words.addAll(List.of("--wait", Long.toString(wait), "--color", color));
    flag(words, "--dry-run", dryRun);
    flag(words, "--offline", offline);
    flag(words, "--quiet", quiet);
    flag(words, "--verbose", verbose);
    return words;
  }

  private static void flag(List<String> words, String name, boolean said) {
    if (said) {
      words.add(name);
    }
  }

  /** The options of a plain line, as they are read. */
  static final class Said {
    private final Omnipkg said = new Omnipkg();

    void environment(String name) {
      said.environment = name;
    }

    /** Takes an option without a value; false when it is none of those that plain lines have. */
    boolean flag(String option) {
      switch (option) {
        case "--json" -> said.json = true;
        case "--dry-run" -> said.dryRun = true;
        case "--offline" -> said.offline = true;
        case "-q", "--quiet" -> said.quiet = true;
        case "-v", "--verbose" -> said.verbose = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    Omnipkg globals() {
      return said;
    }
  }

  /** What {@code --color} may be. */
  public static final class Colors extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    public Colors() {
      super(List.of("auto", "always", "never"));
    }
  }
}
