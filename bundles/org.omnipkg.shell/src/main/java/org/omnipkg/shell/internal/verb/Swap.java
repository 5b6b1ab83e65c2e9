package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.shell.internal.render.ReceiptText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "swap",
    description = "Make another version active: of a package, or of the runtime.",
    footer = {
      "omnipkg swap rich==13.7.1",
      "omnipkg swap numpy 1.26.4",
      "omnipkg swap python 3.9",
      "omnipkg swap node 18",
      "omnipkg swap python@3.9 numpy==1.26.4 --dry-run"
    })
final class Swap implements Verb {
  @Parameters(
      arity = "1..*",
      paramLabel = "VERSION",
      description = "`NAME==V` or `NAME V`; `python V` or `python@V` for the runtime.")
  private List<String> words = new ArrayList<>();

  @Mixin private SourcingOptions sources = new SourcingOptions();

  static Swap of(List<String> words) {
    Swap swap = new Swap();
    swap.words = List.copyOf(words);
    return swap;
  }

  @Override
  public Answer run(Call call) {
    SwapRequest request =
        new SwapRequest(
            call.environment(),
            words.stream().filter(Swap::isRuntime).toList(),
            words.stream().filter(word -> !isRuntime(word)).toList(),
            sources.sourcing(),
            call.globals().dryRun());
    Receipt receipt = call.working(caller -> call.rooms().packages().swap(caller, request));
    return Answer.of(ReceiptText.document(receipt), console -> ReceiptText.print(console, receipt));
  }

  /** {@code python@3.9}; a place such as {@code rich @ file:///...} is none. */
  private static boolean isRuntime(String word) {
    return word.matches("[a-z]+@[^\\s@/:]+");
  }
}
