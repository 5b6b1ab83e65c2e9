package org.omnipkg.shell.internal.verb;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Receipt;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "revert",
    description = "Go back to what an earlier generation held, in a new one.",
    footer = {"omnipkg revert", "omnipkg revert 3", "omnipkg revert 3 --dry-run"})
final class Revert implements Verb {
  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "Number of the generation; without it the one before the current.")
  private @Nullable Integer number;

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    OptionalInt wanted = number == null ? OptionalInt.empty() : OptionalInt.of(number);
    boolean dryRun = call.globals().dryRun();
    Receipt receipt =
        call.working(
            caller -> call.rooms().generations().revert(caller, environment, wanted, dryRun));
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }
}
