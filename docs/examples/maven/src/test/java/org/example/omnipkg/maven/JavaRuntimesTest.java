package org.example.omnipkg.maven;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.RuntimeSourceContract;

class JavaRuntimesTest extends RuntimeSourceContract {
  @TempDir protected Path machine;

  @BeforeEach
  void install() throws IOException {
    for (Path file : new Path[] {executable(), impostor()}) {
      Files.createDirectories(file.getParent());
      Files.createFile(file).toFile().setExecutable(true);
    }
  }

  @Override
  protected RuntimeSource source() {
    return new JavaRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "maven";
  }

  @Override
  protected Comparator<String> order() {
    return new MavenVersions();
  }

  @Override
  protected Desk desk() {
    return new CannedDesk(machine)
        .variable("PATH", machine.resolve("jdk/bin").toString())
        .running(
            child ->
                child.argv().get(0).equals(executable().toString())
                    ? new Desk.Output(
                        0,
                        "",
                        "Property settings:\n    java.home = "
                            + machine.resolve("jdk")
                            + "\n    java.version = 17.0.9\n    java.vendor = Example\n")
                    : new Desk.Output(0, "something else\n", ""));
  }

  @Override
  protected Path executable() {
    try {
      return machine.toRealPath().resolve("jdk/bin/java");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected String version() {
    return "17.0.9";
  }

  @Override
  protected Path impostor() {
    return machine.resolve("elsewhere/java");
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
  void a_java_is_asked_for_by_a_beginning_or_a_range() {
    assertTrue(JavaRuntimes.admits("17", "17.0.9"));
    assertFalse(JavaRuntimes.admits("1", "17.0.9"));
    assertTrue(JavaRuntimes.admits("[11,21)", "17.0.9"));
    assertFalse(JavaRuntimes.admits("[21,)", "17.0.9"));
  }
}
