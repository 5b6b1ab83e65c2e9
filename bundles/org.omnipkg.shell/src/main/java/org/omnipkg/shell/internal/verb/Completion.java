package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.FishCompletion;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
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
    String script =
        switch (shell) {
          // One script for both: its first lines load zsh's own bashcompinit.
          case "bash", "zsh" -> AutoComplete.bash("omnipkg", Omnipkg.model());
          case "fish" -> FishCompletion.of(Omnipkg.model());
          default ->
              throw new Refusal(
                  Diagnostic.user(
                      "usage.bad-value",
                      "there is no completion for `" + shell + "`",
                      "`omnipkg completion bash`, `zsh` or `fish`"));
        };
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("shell", shell);
    document.put("script", script);
    return Answer.of(document, console -> console.data(script.stripTrailing()));
  }

  /** Shells there is a script for. */
  static final class Shells extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Shells() {
      super(List.of("bash", "zsh", "fish"));
    }
  }
}
