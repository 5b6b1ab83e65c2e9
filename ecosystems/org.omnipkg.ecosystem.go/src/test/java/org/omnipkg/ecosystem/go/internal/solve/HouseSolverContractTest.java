package org.omnipkg.ecosystem.go.internal.solve;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.ecosystem.go.internal.GoEcosystem;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClosureContract;
import org.omnipkg.tck.OtherDesk;

class HouseSolverContractTest extends ClosureContract {
  private static final String INDEX = "https://proxy.example";

  private final Ecosystem go = new GoEcosystem();

  @Override
  protected Solver solver() {
    return new HouseSolver();
  }

  @Override
  protected Ecosystem ecosystem() {
    return go;
  }

  @Override
  protected Target target() {
    Path home = Path.of("/toolchain");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(new Runtime("go", "go", "1.22.5", home.resolve("bin/go"), home, "path", Map.of())));
  }

  @Override
  protected Desk desk() {
    CannedDesk desk =
        new CannedDesk(temporary)
            .variable("GOSUMDB", "off")
            .variable("GOENV", "off")
            .variable("GOPROXY", INDEX)
            .source("default", INDEX, Source.Form.INDEX);
    module(desk, "a.b/screw", "v1.0.0", "");
    module(desk, "a.b/screw", "v1.2.0", "");
    desk.document(INDEX + "/a.b/screw/@v/list", "text/plain", "v1.0.0\nv1.2.0\n");
    module(desk, "a.b/door", "v1.1.0", "require a.b/screw v1.0.0\n");
    desk.document(INDEX + "/a.b/door/@v/list", "text/plain", "v1.1.0\n");
    module(desk, "a.b/lamp", "v1.0.0", "require a.b/screw v1.2.0\n");
    desk.document(INDEX + "/a.b/lamp/@v/list", "text/plain", "v1.0.0\n");
    return new Together(desk);
  }

  private static void module(CannedDesk desk, String path, String version, String requires) {
    desk.document(
        INDEX + "/" + path + "/@v/" + version + ".mod",
        "text/plain",
        "module " + path + "\n\ngo 1.20\n" + requires);
    desk.document(
        INDEX + "/" + path + "/@v/" + version + ".zip", "application/zip", path + version);
  }

  /** For several threads. */
  private static final class Together extends OtherDesk {
    Together(Desk desk) {
      super(desk);
    }

    @Override
    public synchronized Reply fetch(Ask ask) {
      return super.fetch(ask);
    }
  }

  @Override
  protected String several() {
    return "a.b/screw";
  }

  @Override
  protected String newest() {
    return "v1.2.0";
  }

  @Override
  protected String older() {
    return "v1.0.0";
  }

  @Override
  protected String needy() {
    return "a.b/door";
  }

  @Override
  protected Map<String, String> closure() {
    return Map.of("a.b/door", "v1.1.0", "a.b/screw", "v1.0.0");
  }

  @Override
  protected String unknown() {
    return "a.b/window";
  }

  @Override
  protected List<String> quarrel() {
    return List.of("a.b/lamp", "a.b/screw==v1.0.0");
  }

  @Override
  protected Set<String> quarrelling() {
    return Set.of("a.b/lamp", "a.b/screw");
  }
}
