package org.omnipkg.tck.toy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;

/** Raw clay is baked by the toy of the prefix. */
public final class ToyFinisher implements Finisher {
  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    if (!facts.containsKey("raw")) {
      return Optional.empty();
    }
    String key = "baked-" + on.runtime("toy").orElseThrow().version();
    return Optional.of(new Need("it is raw clay", false, key, List.of()));
  }

  /** A glaze is nothing an oven of toys can melt. */
  @Override
  public Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
    return facts.containsKey("glaze")
        ? Optional.of("stays dull: no toy can melt its glaze")
        : Optional.empty();
  }

  @Override
  public void finish(Job job, Desk desk) {
    Desk.Output said =
        desk.run(
            new Desk.Command(
                List.of(job.prefix().resolve("bin/toy").toString(), "--bake"),
                job.work(),
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                Duration.ofMinutes(10),
                Optional.of(new Desk.Sandbox(List.of(job.prefix()), List.of(job.work())))));
    if (said.exit() != 0) {
      String name = job.node().pin().name().name();
      throw new Refusal(
          Diagnostic.outside("build.failed", "baking `" + name + "` failed", "")
              .with(said.err().lines().toList()));
    }
  }
}
