package org.omnipkg.ecosystem.python.internal.runtime;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.PythonVersions;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.RuntimeSourceContract;

/** On this machine: its interpreters are really run. */
public class PythonRuntimesContractTest extends RuntimeSourceContract {
  @TempDir Path scratch;
  private Path executable;

  @BeforeEach
  void look() {
    List<RuntimeSource.Candidate> found = source().locate(desk());
    assumeFalse(found.isEmpty(), "no Python on this machine");
    executable = found.get(0).executable();
  }

  @Override
  protected RuntimeSource source() {
    return new PythonRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "python";
  }

  @Override
  protected Comparator<String> order() {
    return new PythonVersions();
  }

  @Override
  protected Desk desk() {
    LocalDesk desk = new LocalDesk(scratch);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove(ProviderList.MIRROR);
    desk.environment.putAll(environment);
    return desk;
  }

  @Override
  protected Path executable() {
    return executable;
  }

  /** As the interpreter itself says it. */
  @Override
  protected String version() {
    List<String> argv =
        List.of(executable.toString(), "-c", "import platform; print(platform.python_version())");
    return desk()
        .run(
            new Desk.Command(
                argv,
                scratch,
                Map.of(),
                java.util.Optional.empty(),
                java.time.Duration.ofMinutes(1),
                java.util.Optional.empty()))
        .out()
        .strip();
  }

  @Override
  protected Path impostor() {
    return Path.of("/bin/true");
  }

  @Override
  protected Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }
}
