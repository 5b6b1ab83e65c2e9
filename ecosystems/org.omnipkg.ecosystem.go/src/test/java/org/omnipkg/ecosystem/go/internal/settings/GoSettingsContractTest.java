package org.omnipkg.ecosystem.go.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

class GoSettingsContractTest extends ClientSettingsContract {
  @TempDir Path folder;

  @Override
  protected ClientSettings settings() {
    return new GoSettings();
  }

  @Override
  protected Desk configured() {
    return new CannedDesk(folder)
        .variable("GOENV", "off")
        .variable("GOPROXY", "https://me:hunter2@one.example/go/,https://two.example|direct");
  }

  @Override
  protected List<URI> places() {
    return List.of(
        URI.create("https://me:hunter2@one.example/go"), URI.create("https://two.example"));
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(folder)
        .variable("GOENV", "off")
        .running(
            command ->
                new Desk.Output(0, "https://default.example,direct\nsum.example\n/nowhere\n", ""));
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.FLAT_PLACES;
  }

  @Override
  protected Path interpreter() {
    return folder.resolve("bin/go");
  }
}
