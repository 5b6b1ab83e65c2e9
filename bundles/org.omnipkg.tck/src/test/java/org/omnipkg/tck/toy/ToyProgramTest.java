package org.omnipkg.tck.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ProjectProgramContract;

public class ToyProgramTest extends ProjectProgramContract {
  @Override
  protected ProjectReader reader() {
    return new ToyProjects();
  }

  @Override
  protected void program(Path into) throws IOException {
    Files.writeString(into.resolve("toys.txt"), "#!toy\nsay brick >= 1 + 1\nsay sand\n");
  }

  @Override
  protected List<String> wanted() {
    return List.of("brick>=2", "sand");
  }

  private static Runtime toy(String version) {
    Path home = Path.of("/toys").resolve(version);
    return new Runtime("toy", "toy", version, home.resolve("bin/toy"), home, "path", Map.of());
  }

  @Override
  protected Runtime able() {
    return toy("2.1");
  }

  @Override
  protected Runtime unable() {
    return toy("1.9");
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(command -> new Desk.Output(0, "brick>=2\nsand\n", ""));
  }

  @Override
  protected Desk failing(Path scratch) {
    return new CannedDesk(scratch).running(command -> new Desk.Output(1, "", "no luck\n"));
  }
}
