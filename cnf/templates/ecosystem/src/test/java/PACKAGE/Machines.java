package @PACKAGE@;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Machines for the tests. */
final class Machines {
  private Machines() {}

  static Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }

  /** Linux with a runtime of the language on it. */
  static Target target() {
    Path home = Path.of("/opt/@ID@");
    Runtime runtime =
        new Runtime(
            @NAME@Language.ID,
            @NAME@Language.ID,
            "1.2.3",
            home.resolve("bin/@ID@"),
            home,
            "system",
            Map.of());
    return new Target(platform(), List.of(runtime));
  }
}
