package org.omnipkg.ecosystem.ruby.internal.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

public class GemSettingsContractTest extends ClientSettingsContract {
  @TempDir Path root;

  @Override
  protected ClientSettings settings() {
    return new GemSettings(
        root, (interpreter, desk) -> List.of(URI.create("https://built-in.example/")));
  }

  @Override
  protected Desk configured() {
    try {
      Path gems = Files.createDirectories(root.resolve("gems"));
      Files.createDirectories(root.resolve("home"));
      Files.writeString(
          root.resolve("home/.gemrc"),
          """
          ---
          :sources:
          - %s
          - https://main.example/
          - https://me:secret@extra.example/gems/
          :update_sources: true
          """
              .formatted(gems));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unconfigured();
  }

  @Override
  protected List<URI> places() {
    return List.of(
        URI.create("https://main.example/"),
        URI.create("https://me:secret@extra.example/gems/"),
        URI.create(root.toUri() + "gems/"));
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(root).variable("HOME", root.resolve("home").toString());
  }

  @Override
  protected Path interpreter() {
    return root.resolve("prefix/bin/ruby");
  }
}
