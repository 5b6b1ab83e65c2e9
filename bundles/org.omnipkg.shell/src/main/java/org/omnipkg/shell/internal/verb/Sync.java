package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--index",
      paramLabel = "URL",
      description = "Index to ask instead of the configured one.")
  private @Nullable String index;

  @Option(
      names = "--extra-index",
      paramLabel = "URL",
      description = "Further index; may be given again.")
  private List<String> extraIndexes = new ArrayList<>();

  @Option(
      names = "--find-links",
      paramLabel = "DIR",
      description = "Folder, archive or page of files to choose from; may be given again.")
  private List<String> findLinks = new ArrayList<>();

  @Option(names = "--no-sandbox", description = "Build from source without a sandbox.")
  private boolean noSandbox;

  @Override
  public Answer run(Call call) {
    Generations generations = call.rooms().generations();
    Path lock = file == null ? call.asking(generations::lockFile) : call.path(file);
    Sourcing sourcing =
        new Sourcing(
            Optional.empty(),
            Optional.ofNullable(index),
            List.copyOf(extraIndexes),
            List.copyOf(findLinks),
            !noSandbox);
    Generations.SyncRequest request =
        new Generations.SyncRequest(call.environment(), lock, sourcing, call.globals().dryRun());
    Receipt receipt = call.working(caller -> generations.sync(caller, request));
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }
}
