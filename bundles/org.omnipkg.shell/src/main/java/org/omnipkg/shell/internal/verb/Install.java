package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "install",
    description = "Install packages and everything they need.",
    footer = {
      "omnipkg install flask rich",
      "omnipkg install rich==13.7.1",
      "omnipkg install 'rich>=13' 'requests[socks]'",
      "omnipkg install python@3.9 numpy",
      "omnipkg install npm:react ruby:rails go:gin numpy",
      "omnipkg install rich==13.7.1 rich==13.4.2",
      "omnipkg install -r requirements.txt --dry-run",
      "omnipkg install"
    })
final class Install implements Verb {
  private static final String RUNTIME = "python@";

  /** Behind a folder's place: run from there. */
  private static final String EDITABLE = "#editable";

  @Parameters(
      arity = "0..*",
      paramLabel = "REQ",
      description = {
        "What to install; quote `>`, `<`, `[` and `*`. `python@V` means `--python V`.",
        "Without any: what the project's omnipkg.toml, package.json, Gemfile or go.mod asks for."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      description = "Install what a requirements file names; may be given again.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      description = "Limit versions of Python packages by a file; may be given again.")
  private List<String> constraints = new ArrayList<>();

  @Option(
      names = "--override",
      paramLabel = "FILE",
      description = {
        "Whatever is demanded of a Python package that this file names, its range counts;",
        "may be given again."
      })
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--editable",
      paramLabel = "PATH",
      description = {
        "Install the Python project in a folder so that what is changed there counts at once;",
        "may be given again."
      })
  private List<String> editables = new ArrayList<>();

  @Option(
      names = "--python",
      paramLabel = "V",
      description = "Python to install for: the newest that begins with V.")
  private @Nullable String python;

  @Option(
      names = "--node",
      paramLabel = "V",
      description = "Node to install for; `node@V` means the same.")
  private @Nullable String node;

  @Option(
      names = "--ruby",
      paramLabel = "V",
      description = "Ruby to install for; `ruby@V` means the same.")
  private @Nullable String ruby;

  @Option(
      names = "--go",
      paramLabel = "V",
      description = "Go to install for; `go@V` means the same.")
  private @Nullable String go;

  @Mixin private SourcingOptions sources = new SourcingOptions();

  @Option(names = "--pre", description = "Welcome pre-releases.")
  private boolean prereleases;

  @Option(
      names = {"-U", "--upgrade"},
      description = "Take the newest versions that fit instead of keeping what is there.")
  private boolean upgrade;

  static Install of(List<String> words) {
    Install install = new Install();
    install.words = List.copyOf(words);
    return install;
  }

  @Override
  public Answer run(Call call) {
    Receipt receipt = install(call);
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }

  /** Asks on, as long as a word is left whose meaning is open and somebody answers. */
  private Receipt install(Call call) {
    while (true) {
      InstallRequest request = request(call);
      try {
        return call.working(caller -> call.rooms().packages().install(caller, request));
      } catch (Refusal refusal) {
        words = new Choosing(call.invocation(), call.console()).settled(words, refusal);
      }
    }
  }

  private InstallRequest request(Call call) {
    List<String> requirements =
        new ArrayList<>(words.stream().filter(word -> !isRuntime(word)).toList());
    editables.forEach(
        path -> requirements.add((path.matches("[./~].*") ? path : "./" + path) + EDITABLE));
    add(requirements, "node", node);
    add(requirements, "ruby", ruby);
    add(requirements, "go", go);
    Optional<String> wanted = runtime();
    Sourcing from = sources.sourcing();
    return new InstallRequest(
        call.environment(),
        requirements,
        files.stream().map(call::path).toList(),
        wanted,
        from.resolver(),
        from.indexes(),
        from.extraIndexes(),
        from.findLinks(),
        prereleases,
        upgrade,
        from.sandbox(),
        call.globals().dryRun(),
        from.scripts(),
        constraints.stream().map(call::path).toList(),
        overrides.stream().map(call::path).toList());
  }

  private static void add(List<String> words, String language, @Nullable String version) {
    if (version != null) {
      words.add(language + "@" + version);
    }
  }

  private static boolean isRuntime(String word) {
    return word.startsWith(RUNTIME) && word.length() > RUNTIME.length() && !word.contains(" ");
  }

  private Optional<String> runtime() {
    List<String> wanted = new ArrayList<>();
    if (python != null) {
      wanted.add(python);
    }
    words.stream()
        .filter(Install::isRuntime)
        .map(word -> word.substring(RUNTIME.length()))
        .filter(version -> !wanted.contains(version))
        .forEach(wanted::add);
    if (wanted.size() > 1) {
      throw new Refusal(
          Diagnostic.user(
              "usage.two-runtimes",
              "asked for Python `" + wanted.get(0) + "` and `" + wanted.get(1) + "` at once",
              ""));
    }
    return wanted.stream().findFirst();
  }
}
