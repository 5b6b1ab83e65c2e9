package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "uninstall",
    description = "Remove packages, and what nothing else needs.",
    footer = {"omnipkg uninstall rich", "omnipkg uninstall rich==13.7.1"})
final class Uninstall implements Verb {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "What to remove; `NAME==VERSION` removes one version of several.")
  private List<String> words = new ArrayList<>();

  @Override
  public Answer run(Call call) {
    UninstallRequest request =
        new UninstallRequest(call.environment(), List.copyOf(words), call.globals().dryRun());
    Receipt receipt = call.working(caller -> call.rooms().packages().uninstall(caller, request));
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }
}
