package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.RuntimeSourceContract;

class RustRuntimesTest extends RuntimeSourceContract {
  @TempDir protected Path machine;

  @BeforeEach
  void install() throws IOException {
    for (Path file :
        new Path[] {
          executable(),
          executable().resolveSibling("rustc"),
          impostor(),
          door().resolveSibling("rustup")
        }) {
      Files.createDirectories(file.getParent());
      Files.createFile(file).toFile().setExecutable(true);
    }
    Files.createSymbolicLink(door(), Path.of("rustup"));
  }

  /** What rustup puts on the PATH. */
  private Path door() {
    return real().resolve("doors/cargo");
  }

  private Path real() {
    try {
      return machine.toRealPath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected RuntimeSource source() {
    return new RustRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "cargo";
  }

  @Override
  protected Comparator<String> order() {
    return Semver.ORDER;
  }

  @Override
  protected Desk desk() {
    return new CannedDesk(machine)
        .variable("PATH", door().getParent() + ":" + executable().getParent())
        .running(
            child -> {
              if (!child.argv().get(0).startsWith(executable().getParent().toString())) {
                return new Desk.Output(0, "something else\n", "");
              }
              return new Desk.Output(
                  0, "cargo 1.80.0\nrelease: 1.80.0\nhost: x86_64-unknown-linux-gnu\n", "");
            });
  }

  @Override
  protected Path executable() {
    return real().resolve("rust/bin/cargo");
  }

  @Override
  protected String version() {
    return "1.80.0";
  }

  @Override
  protected Path impostor() {
    return machine.resolve("elsewhere/cargo");
  }

  @Override
  protected Platform platform() {
    return Machines.platform();
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }

  @Test
  void rustup_s_doors_are_no_toolchains() {
    assertEquals(
        List.of(),
        source().locate(desk()).stream()
            .filter(c -> c.executable().startsWith(real().resolve("doors")))
            .toList());
  }
}
