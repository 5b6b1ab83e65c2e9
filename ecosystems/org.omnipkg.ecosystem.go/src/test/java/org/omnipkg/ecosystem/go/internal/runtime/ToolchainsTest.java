package org.omnipkg.ecosystem.go.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.settings.Whereabouts;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.RuntimeSource.Provider;
import org.omnipkg.tck.CannedDesk;

class ToolchainsTest {
  private static final Platform LINUX = new Platform("linux", "x86_64", "glibc", "2.36");
  private static final String HASH = "LQChnsjY/4sr12W+7pci1Qg1+X/n7vmLOOaq2aTBG0w=";

  @TempDir Path folder;

  @Test
  void toolchains_are_versions_of_a_module() throws IOException {
    CannedDesk desk =
        new CannedDesk(folder)
            .variable("GOENV", "off")
            .variable("GOPROXY", "https://proxy.example")
            .document(
                "https://proxy.example/golang.org/toolchain/@v/list",
                "text/plain",
                "v0.0.1-go1.22.5.linux-amd64\nv0.0.1-go1.23rc1.linux-amd64\n"
                    + "v0.0.1-go1.22.5.darwin-arm64\nv0.0.1-go1.21.0.linux-amd64\n");
    Path kept = desk.cache("go-toolchains");
    Files.writeString(kept.resolve("v0.0.1-go1.22.5.linux-amd64"), HASH);
    Files.writeString(kept.resolve("v0.0.1-go1.21.0.linux-amd64"), HASH);
    List<Provider> providers = new Toolchains(LINUX, desk).providers();
    assertEquals(List.of("1.22.5", "1.21.0"), providers.stream().map(Provider::version).toList());
    Provider newest = providers.get(0);
    assertEquals("h1:" + HASH, newest.sha256());
    assertEquals(
        "https://proxy.example/golang.org/toolchain/@v/v0.0.1-go1.22.5.linux-amd64.zip",
        newest.location());
    assertEquals("golang.org/toolchain@v0.0.1-go1.22.5.linux-amd64", newest.root());
  }

  @Test
  void where_no_proxy_is_known_none_is_offered() {
    CannedDesk desk = new CannedDesk(folder).variable("GOENV", "off").variable("GOPROXY", "off");
    assertEquals(List.of(), new Toolchains(LINUX, desk).providers());
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void a_wish_may_be_a_beginning_or_a_lower_bound() {
    GoRuntimes runtimes = new GoRuntimes();
    assertTrue(runtimes.matches("1.22.5", "1.22"));
    assertTrue(runtimes.matches("1.22.5", "go1.22.5"));
    assertFalse(runtimes.matches("1.22.5", "1.2"));
    assertTrue(runtimes.matches("1.22.5", ">=1.22"));
    assertFalse(runtimes.matches("1.22.5", ">=1.23"));
    assertFalse(runtimes.matches("1.23rc1", ""));
  }

  @Test
  void toolchains_of_the_distribution_and_of_version_managers_are_found() throws IOException {
    Path debian = executable("usr/lib/go-1.19/bin/go");
    Path local = executable("usr/local/go/bin/go");
    Path asdf = executable("home/.asdf/installs/golang/1.20.3/go/bin/go");
    Path onPath = executable("opt/bin/go");
    List<Candidate> found =
        new Whereabouts(
                Map.of(
                    "HOME",
                    folder.resolve("home").toString(),
                    "PATH",
                    folder.resolve("opt/bin") + ":relative"),
                folder)
            .all();
    assertEquals(
        List.of(local, debian, asdf, onPath), found.stream().map(Candidate::executable).toList());
    assertEquals(
        List.of("system", "system", "asdf", "path"),
        found.stream().map(Candidate::origin).toList());
  }

  private Path executable(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    file.toFile().setExecutable(true);
    return file.toRealPath();
  }
}
