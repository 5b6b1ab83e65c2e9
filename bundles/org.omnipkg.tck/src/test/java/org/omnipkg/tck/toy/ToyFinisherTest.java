package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.FinisherContract;

public class ToyFinisherTest extends FinisherContract {
  @Override
  protected Finisher finisher() {
    return new ToyFinisher();
  }

  @Override
  protected Node node() {
    return new Node("brick", ToyLayoutTest.pin("brick"), Optional.empty(), Set.of(), "default");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of("raw", List.of("clay"));
  }

  @Override
  protected Map<String, List<String>> readyFacts() {
    return Map.of();
  }

  @Override
  protected Optional<Map<String, List<String>>> undoneFacts() {
    return Optional.of(Map.of("raw", List.of("clay"), "glaze", List.of("blue")));
  }

  @Override
  protected Target target() {
    return ToyVersionsTest.target();
  }

  @Override
  protected Target otherTarget() {
    Runtime toy = target().runtimes().get(0);
    Runtime other =
        new Runtime("toy", "toy", "3.0", toy.executable(), toy.home(), toy.origin(), Map.of());
    return new Target(target().platform(), List.of(other));
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.writeString(folder.resolve("clay"), "soft");
  }

  @Override
  protected void prefix(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/toy"), "#!toy\n");
  }

  @Override
  protected String made() {
    return "brick";
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch).variable("SOME_TOKEN", SECRET).running(ToyFinisherTest::bake);
  }

  private static Desk.Output bake(Desk.Command command) {
    try {
      Files.writeString(command.directory().resolve("brick"), "hard");
      return new Desk.Output(0, "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Desk failing(Path scratch) {
    return new CannedDesk(scratch).running(command -> new Desk.Output(1, "", "no luck\n"));
  }
}
