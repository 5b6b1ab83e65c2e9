package org.omnipkg.ecosystem.ruby.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.ruby.internal.RubyVersions;
import org.omnipkg.model.Platform;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.RuntimeSourceContract;

/** A machine whose Ruby is a script that answers what a Ruby would. */
public class RubyRuntimesContractTest extends RuntimeSourceContract {
  @TempDir Path scratch;
  private Path executable;

  @BeforeEach
  void standIn() throws IOException {
    Path home = scratch.toRealPath().resolve("home/.rbenv/versions/3.2.4");
    executable = Files.createDirectories(home.resolve("bin")).resolve("ruby");
    Files.writeString(
        executable,
        """
        #!/bin/sh
        printf '{"engine":"ruby","engine_version":"3.2.4","ruby_version":"3.2.4",'
        printf '"executable":"%s","home":"%s"}' "$0" /
        """);
    executable.toFile().setExecutable(true);
  }

  @Override
  protected RuntimeSource source() {
    return new RubyRuntimes();
  }

  @Override
  protected String ecosystem() {
    return "ruby";
  }

  @Override
  protected Comparator<String> order() {
    return new RubyVersions();
  }

  @Override
  protected Desk desk() {
    LocalDesk desk = new LocalDesk(scratch);
    desk.environment.put("HOME", executable.resolve("../../../../..").normalize().toString());
    desk.environment.put("PATH", "/usr/bin:/bin");
    return desk;
  }

  @Override
  protected Path executable() {
    return executable;
  }

  @Override
  protected String version() {
    return "3.2.4";
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
