package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.ShellInit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "shell-init",
    description = "Print what keeps a shell's PATH on the environment in force.",
    footer = {"omnipkg shell-init bash", "omnipkg shell-init fish | source"})
final class InitScript implements Verb {
  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Completion.Shells.class,
      description = "bash, zsh or fish; in `.bashrc`: `eval \"$(omnipkg shell-init bash)\"`.")
  private String shell = "";

  @Override
  public Answer run(Call call) {
    if (!ShellInit.SHELLS.contains(shell)) {
      throw new Refusal(
          Diagnostic.user(
              "usage.bad-value",
              "there is no script for `" + shell + "`",
              "`omnipkg shell-init bash`, `zsh` or `fish`"));
    }
    String script = ShellInit.of(shell, call.rooms().places());
    // Bash and zsh fetch their completion at the first TAB; fish has no way to be asked again.
    String all = shell.equals("fish") ? script + Completion.script(shell, call) : script;
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("shell", shell);
    document.put("script", all);
    return Answer.of(document, console -> console.data(all.stripTrailing()));
  }
}
