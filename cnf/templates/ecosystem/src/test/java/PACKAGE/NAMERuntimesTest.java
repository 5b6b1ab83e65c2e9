package @PACKAGE@;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.RuntimeSourceContract;

/** A machine with one runtime on its PATH, and another program that is none. */
class @NAME@RuntimesTest extends RuntimeSourceContract {
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
    return new @NAME@Runtimes();
  }

  @Override
  protected String ecosystem() {
    return @NAME@Language.ID;
  }

  @Override
  protected Comparator<String> order() {
    return new @NAME@Versions();
  }

  /** What a runtime prints when it is asked for its version. */
  private String said() {
    return "@ID@ " + version() + "\n";
  }

  @Override
  protected Desk desk() {
    return new CannedDesk(machine)
        .variable("PATH", machine.resolve("bin").toString())
        .running(
            child ->
                child.argv().get(0).equals(executable().toString())
                    ? new Desk.Output(0, said(), "")
                    : new Desk.Output(0, "something else\n", ""));
  }

  @Override
  protected Path executable() {
    return machine.resolve("bin/@ID@");
  }

  @Override
  protected String version() {
    return "1.2.3";
  }

  @Override
  protected Path impostor() {
    return machine.resolve("elsewhere/@ID@");
  }

  @Override
  protected Platform platform() {
    return Machines.platform();
  }

  /** What the language has: OBTAINABLE are runtimes that can be fetched. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }
}
