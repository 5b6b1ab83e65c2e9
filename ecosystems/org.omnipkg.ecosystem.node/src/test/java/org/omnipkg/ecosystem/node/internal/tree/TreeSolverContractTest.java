package org.omnipkg.ecosystem.node.internal.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.NodeEcosystem;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClosureContract;

/** Two versions of a package can lie side by side, so only peers quarrel. */
class TreeSolverContractTest extends ClosureContract {
  private static final String INDEX = "https://registry.example/";

  private final Ecosystem node = new NodeEcosystem();

  @Override
  protected Solver solver() {
    return new TreeSolver();
  }

  @Override
  protected Ecosystem ecosystem() {
    return node;
  }

  @Override
  protected Target target() {
    Path home = Path.of("/node");
    return new Target(
        new Platform("linux", "x86_64", "glibc", "2.36"),
        List.of(
            new Runtime(
                "node", "node", "20.1.0", home.resolve("bin/node"), home, "path", Map.of())));
  }

  @Override
  protected Desk desk() {
    CannedDesk desk = new CannedDesk(temporary).source("default", INDEX, Source.Form.INDEX);
    packument(desk, "brick", Map.of("2.0.0", "", "3.0.0", ""));
    packument(desk, "wall", Map.of("1.0.0", "\"dependencies\": {\"brick\": \"^2\"}, "));
    packument(desk, "tower", Map.of("1.0.0", "\"peerDependencies\": {\"brick\": \"^3\"}, "));
    packument(desk, "shed", Map.of("1.0.0", "\"peerDependencies\": {\"brick\": \"^2\"}, "));
    return desk;
  }

  private static void packument(CannedDesk desk, String name, Map<String, String> versions) {
    StringBuilder all = new StringBuilder();
    versions.forEach(
        (version, members) ->
            all.append(all.isEmpty() ? "" : ", ")
                .append('"' + version + "\": {" + members)
                .append("\"dist\": {\"tarball\": \"" + name + "/-/" + version + ".tgz\", ")
                .append("\"shasum\": \"" + "0".repeat(40) + "\"}}"));
    desk.document(
        INDEX + name,
        "application/json",
        "{\"name\": \"" + name + "\", \"versions\": {" + all + "}}");
  }

  @Override
  protected String several() {
    return "brick";
  }

  @Override
  protected String newest() {
    return "3.0.0";
  }

  @Override
  protected String older() {
    return "2.0.0";
  }

  @Override
  protected String needy() {
    return "wall";
  }

  @Override
  protected Map<String, String> closure() {
    return Map.of("wall", "1.0.0", "brick", "2.0.0");
  }

  @Override
  protected String unknown() {
    return "brook";
  }

  @Override
  protected List<String> quarrel() {
    return List.of("tower", "shed");
  }

  @Override
  protected Set<String> quarrelling() {
    return Set.of("brick", "tower", "shed");
  }
}
