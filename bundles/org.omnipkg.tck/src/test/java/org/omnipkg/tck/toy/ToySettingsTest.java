package org.omnipkg.tck.toy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

public class ToySettingsTest extends ClientSettingsContract {
  @TempDir protected Path scratch;

  @Override
  protected ClientSettings settings() {
    return new ToySettings();
  }

  @Override
  protected Desk configured() {
    return new CannedDesk(scratch)
        .variable("TOY_INDEXES", "https://one.example/ https://me:secret@two.example/")
        .variable("TOY_FOLDERS", "file:///toys/");
  }

  @Override
  protected List<URI> places() {
    return Stream.of("https://one.example/", "https://me:secret@two.example/", "file:///toys/")
        .map(URI::create)
        .toList();
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(scratch)
        .running(child -> new Desk.Output(0, "https://built-in.example/\n", ""));
  }

  @Override
  protected Path interpreter() {
    return Path.of("/toy/bin/toy");
  }
}
