package org.omnipkg.ecosystem.node.internal.finish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.FinisherContract;

class LifecycleScriptsContractTest extends FinisherContract {
  @Override
  protected Finisher finisher() {
    return new LifecycleScripts();
  }

  @Override
  protected Node node() {
    Pin pin = new Pin(Names.of("brick"), "1.0.0");
    return new Node("node_modules/brick", pin, Optional.empty(), Set.of(), "default");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of("scripts", List.of("install\tbake"));
  }

  @Override
  protected Map<String, List<String>> readyFacts() {
    return Map.of();
  }

  private Target target(String modules) {
    Path home = temporary.resolve("node");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(
            new Runtime(
                "node",
                "node",
                "20.1.0",
                home.resolve("bin/node"),
                home,
                "path",
                Map.of("modules", modules))));
  }

  @Override
  protected Target target() {
    return target("115");
  }

  @Override
  protected Target otherTarget() {
    return target("127");
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("package.json"),
        "{\"name\": \"brick\", \"scripts\": {\"install\": \"bake\"}}");
  }

  @Override
  protected void prefix(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib/node_modules"));
  }

  @Override
  protected String made() {
    return "brick.node";
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch).variable("SOME_TOKEN", SECRET).running(this::bake);
  }

  private Desk.Output bake(Desk.Command command) {
    try {
      Files.writeString(command.directory().resolve(made()), "hard");
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
