package org.omnipkg.tck.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.RuntimeSourceContract;

public class ToyRuntimesTest extends RuntimeSourceContract {
  @TempDir protected Path machine;

  @BeforeEach
  void install() throws IOException {
    for (Path file : List.of(executable(), impostor())) {
      Files.createDirectories(file.getParent());
      Files.createFile(file).toFile().setExecutable(true);
    }
  }

  @Override
  protected Desk desk() {
    return new CannedDesk(machine)
        .variable("TOY_HOME", machine.toString())
        .running(
            child ->
                child.argv().get(0).equals(executable().toString())
                    ? new Desk.Output(0, "toy 2.1\n", "")
                    : new Desk.Output(0, "a train\n", ""));
  }

  @Override
  protected RuntimeSource source() {
    return new ToyRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "toy";
  }

  @Override
  protected Comparator<String> order() {
    return Comparator.naturalOrder();
  }

  @Override
  protected Path executable() {
    return machine.resolve("2.1/bin/toy");
  }

  @Override
  protected String version() {
    return "2.1";
  }

  @Override
  protected Path impostor() {
    return machine.resolve("train/bin/toy");
  }

  @Override
  protected Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }
}
