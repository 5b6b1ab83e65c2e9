package org.omnipkg.shell.internal.verb;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    description = "Use an added bundle again that was put into quarantine.",
    footer = "omnipkg plugin release org.example.first-fit")
final class PluginRelease implements Verb {
  @Parameters(paramLabel = "NAME", description = "Symbolic name, as `plugin list` shows it.")
  private String name = "";

  @Override
  public Answer run(Call call) {
    call.noDryRun("plugin release");
    return PluginVerbs.answer(
        call.working(caller -> call.rooms().plugins().release(caller, name)), "Now serving");
  }
}
