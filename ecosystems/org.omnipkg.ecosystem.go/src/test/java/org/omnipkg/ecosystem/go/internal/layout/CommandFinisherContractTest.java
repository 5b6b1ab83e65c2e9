package org.omnipkg.ecosystem.go.internal.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.FinisherContract;

class CommandFinisherContractTest extends FinisherContract {
  private static final String PATH = "example.com/door";

  @Override
  protected Finisher finisher() {
    return new CommandFinisher();
  }

  @Override
  protected Node node() {
    Pin pin = new Pin(new PackageName("go", PATH), "v1.2.0");
    return new Node("go:" + PATH, pin, Optional.empty(), Set.of("."), "default");
  }

  private static Map<String, List<String>> facts(List<String> commands, String... replaced) {
    return new ModuleFacts(PATH, "v1.2.0", "Zip=", "Mod=", List.of(), commands, List.of(replaced))
        .facts();
  }

  @Override
  protected Map<String, List<String>> facts() {
    return facts(List.of("."));
  }

  @Override
  protected Map<String, List<String>> readyFacts() {
    return facts(List.of());
  }

  @Override
  protected Optional<Map<String, List<String>>> undoneFacts() {
    return Optional.of(facts(List.of("."), "example.com/hinge"));
  }

  private Target target(String version) {
    Path home = temporary.resolve("prefix/toolchain");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(new Runtime("go", "gc", version, home.resolve("bin/go"), home, "path", Map.of())));
  }

  @Override
  protected Target target() {
    return target("1.22.5");
  }

  @Override
  protected Target otherTarget() {
    return target("1.23.0");
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module " + PATH + "\n");
    Files.writeString(folder.resolve("main.go"), "package main\n\nfunc main() {}\n");
  }

  @Override
  protected void prefix(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("toolchain/bin"));
    Files.createDirectories(folder.resolve("go/mod"));
    Files.writeString(folder.resolve("go/loose.mod"), "module loose\n");
    Files.writeString(folder.resolve("go/go.sum"), "");
  }

  @Override
  protected String made() {
    return Wanted.BIN + "/door";
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(CommandFinisherContractTest::build);
  }

  private static Desk.Output build(Desk.Command command) {
    try {
      Path bin = Path.of(command.argv().get(command.argv().indexOf("-o") + 1));
      Files.writeString(bin.resolve("door"), "made");
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
