package org.omnipkg.ecosystem.python.internal.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

public class PipSettingsContractTest extends ClientSettingsContract {
  @TempDir Path root;

  @Override
  protected ClientSettings settings() {
    return new PipSettings(
        root, (interpreter, desk) -> Optional.of(URI.create("https://built-in.example/")));
  }

  @Override
  protected Desk configured() {
    try {
      Files.createDirectories(root.resolve("etc"));
      Files.writeString(
          root.resolve("etc/pip.conf"),
          """
          [global]
          index-url = https://main.example/simple/
          extra-index-url = https://me:secret@extra.example/simple/
          find-links = https://links.example/page.html
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unconfigured();
  }

  @Override
  protected List<URI> places() {
    return Stream.of(
            "https://me:secret@extra.example/simple/",
            "https://main.example/simple/",
            "https://links.example/page.html")
        .map(URI::create)
        .toList();
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(root).variable("HOME", root.resolve("home").toString());
  }

  @Override
  protected Path interpreter() {
    return root.resolve("prefix/bin/python");
  }
}
