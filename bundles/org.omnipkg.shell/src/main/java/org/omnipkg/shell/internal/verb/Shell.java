package org.omnipkg.shell.internal.verb;

import java.util.Set;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.gogo.Conversation;
import picocli.CommandLine.Command;

@Command(
    name = "shell",
    description = "Type verbs one after another, with all of Gogo.",
    footer = {"omnipkg shell", "omnipkg shell --env work < script.txt"})
final class Shell implements Verb {
  @Override
  public Answer run(Call call) {
    if (call.globals().json()) {
      throw new Refusal(
          Diagnostic.user(
              "usage.no-document",
              "`shell` answers with no single document",
              "say `--json` on the lines inside the shell"));
    }
    Conversation conversation =
        new Conversation(
            call.commands(),
            call.rooms().gogo(),
            Set.copyOf(Omnipkg.verbs()),
            call.globals().again());
    return Answer.spoken(conversation.run(call.invocation()));
  }
}
