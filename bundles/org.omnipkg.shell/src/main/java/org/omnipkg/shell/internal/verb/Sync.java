package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "sync",
    description = "Make an environment exactly what a lock says.",
    footer = {"omnipkg sync", "omnipkg sync locks/ci.lock --env ci", "omnipkg sync --offline"})
final class Sync implements Verb {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The lock. Without it `omnipkg.lock` beside the project's file, or the one here.")
  private @Nullable String file;

  @Mixin private PlaceOptions places = new PlaceOptions();

  @Override
  public Answer run(Call call) {
    Generations generations = call.rooms().generations();
    Path lock = file == null ? call.asking(generations::lockFile) : call.path(file);
    Generations.SyncRequest request =
        new Generations.SyncRequest(
            call.environment(), lock, places.sourcing(), call.globals().dryRun());
    Receipt receipt = call.working(caller -> generations.sync(caller, request));
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }
}
