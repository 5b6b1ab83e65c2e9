package org.omnipkg.shell.internal.verb;

import org.omnipkg.api.Inquiry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "info",
    description = "Show what is known of a package: versions, needs, files, origin.",
    footer = {"omnipkg info flask", "omnipkg info rich==13.7.1", "omnipkg info flask --json"})
final class Info implements Verb {
  @Parameters(
      paramLabel = "NAME",
      description = "The package; `NAME==VERSION` means one version of several.")
  private String word = "";

  static Info of(String word) {
    Info info = new Info();
    info.word = word;
    return info;
  }

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    Inquiry.Info info =
        call.asking(caller -> call.rooms().inquiry().info(caller, environment, word));
    return Answer.of(InfoText.document(info), console -> InfoText.print(console, info));
  }
}
