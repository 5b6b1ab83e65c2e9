package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.FishCompletion;
import org.omnipkg.shell.internal.help.ShellInit;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Print a completion script for bash, zsh or fish.",
    footer = {
      "omnipkg completion bash > ~/.local/share/bash-completion/completions/omnipkg",
      "omnipkg completion fish > ~/.config/fish/completions/omnipkg.fish"
    })
final class Completion implements Verb {
  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish; for zsh, source the script from `.zshrc`.")
  private String shell = "";

  @Override
  public Answer run(Call call) {
    String script = script(shell, call);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("shell", shell);
    document.put("script", script);
    return Answer.of(document, console -> console.data(script.stripTrailing()));
  }

  static String script(String shell, Call call) {
    CommandLine model = Omnipkg.model();
    if (!ShellInit.SHELLS.contains(shell)) {
      throw new Refusal(
          Diagnostic.user(
              "usage.bad-value",
              "there is no completion for `" + shell + "`",
              "`omnipkg completion bash`, `zsh` or `fish`"));
    }
    offer(model, "--resolver", call.asking(caller -> call.rooms().inquiry().resolvers(caller)));
    return shell.equals("fish")
        ? FishCompletion.of(model)
        // One script for both: its first lines load zsh's own bashcompinit.
        : AutoComplete.bash("omnipkg", model);
  }

  /** What an option may be, known only now, at every verb that has it. */
  private static void offer(CommandLine verb, String option, List<String> values) {
    CommandSpec spec = verb.getCommandSpec();
    OptionSpec found = spec.findOption(option);
    if (found != null) {
      spec.remove(found).addOption(found.toBuilder().completionCandidates(values).build());
    }
    verb.getSubcommands().values().forEach(inner -> offer(inner, option, values));
  }

  /** Shells there is a script for. */
  static final class Shells extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Shells() {
      super(ShellInit.SHELLS);
    }
  }
}
