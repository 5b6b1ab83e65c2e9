package org.omnipkg.shell.internal.verb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "swap",
    description = "Move an environment to another runtime.",
    footer = {"omnipkg swap python 3.9", "omnipkg swap python@3.12 --dry-run"})
final class Swap implements Verb {
  @Parameters(
      index = "0",
      paramLabel = "LANGUAGE",
      description = "What to swap: `python`, or `python@V` in one word.")
  private String what = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "V",
      description = "Version wanted: the newest that begins with V.")
  private @Nullable String version;

  @Override
  public Answer run(Call call) {
    int at = what.indexOf('@');
    String language = at < 0 ? what : what.substring(0, at);
    String wanted = at < 0 ? version : what.substring(at + 1);
    if (wanted == null || wanted.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "usage.missing-argument",
              "`swap " + language + "` needs a version",
              "`omnipkg runtime list` shows the versions at hand"));
    }
    if (at >= 0 && version != null) {
      throw new Refusal(
          Diagnostic.user(
              "usage.unexpected-argument",
              "`swap " + what + "` takes no second version `" + version + "`",
              ""));
    }
    SwapRequest request =
        new SwapRequest(
            call.environment(),
            List.of(language + "@" + wanted),
            List.of(),
            Sourcing.CONFIGURED,
            call.globals().dryRun());
    Receipt receipt = call.working(caller -> call.rooms().packages().swap(caller, request));
    return Answer.of(
        ReceiptText.document(receipt),
        console -> {
          // The same packages on another runtime are no change of packages.
          if (receipt.dryRun() && !receipt.changed()) {
            String runtime = receipt.runtime().orElse(language + " " + wanted);
            console.say("Would run `" + receipt.environment() + "` on " + runtime);
          } else {
            ReceiptText.print(console, receipt);
          }
        });
  }
}
