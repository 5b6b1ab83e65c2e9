package org.omnipkg.ecosystem.node.internal.settings;

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

public class NpmSettingsContractTest extends ClientSettingsContract {
  @TempDir Path root;

  @Override
  protected ClientSettings settings() {
    return new NpmSettings(
        (interpreter, desk) -> Optional.of(URI.create("https://built-in.example/")));
  }

  @Override
  protected Desk configured() {
    try {
      Files.createDirectories(root.resolve("home"));
      Files.writeString(
          root.resolve("home/.npmrc"),
          """
          registry = https://main.example/npm/
          @mine:registry=https://own.example/
          //own.example/:_authToken=secret
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unconfigured();
  }

  @Override
  protected List<URI> places() {
    return Stream.of("https://_authToken:secret@own.example/#@mine", "https://main.example/npm/")
        .map(URI::create)
        .toList();
  }

  /** npm knows registries only. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.FLAT_PLACES;
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(root).variable("HOME", root.resolve("home").toString());
  }

  @Override
  protected Path interpreter() {
    return root.resolve("prefix/bin/node");
  }
}
