package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

class CargoSettingsTest extends ClientSettingsContract {
  @TempDir protected Path machine;

  private Desk machine(String configuration) {
    try {
      Path folder = Files.createDirectories(machine.resolve("home/.cargo"));
      Files.writeString(folder.resolve("config.toml"), configuration);
      Files.writeString(interpreter(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CannedDesk(Path.of(machine.toString()))
        .variable("HOME", machine.resolve("home").toString());
  }

  @Override
  protected ClientSettings settings() {
    return new CargoSettings();
  }

  @Override
  protected Desk configured() {
    return machine(
        """
        [source.crates-io]
        replace-with = "mirror"
        [source.mirror]
        replace-with = "other"
        [registries.other]
        index = "sparse+https://me:hunter2@own.example/index/"
        """);
  }

  @Override
  protected List<URI> places() {
    return List.of(URI.create("https://me:hunter2@own.example/index/"));
  }

  @Override
  protected Desk unconfigured() {
    CannedDesk desk = (CannedDesk) machine("");
    return desk.running(
        child ->
            new Desk.Output(
                101,
                "",
                "error: failed to download from `https://usual.example/index/config.json`\n"));
  }

  @Override
  protected Path interpreter() {
    return machine.resolve("cargo");
  }

  /** One index stands in the place of the usual one. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour == Behaviour.OWN_DEFAULT;
  }

  @Test
  void cargo_names_its_usual_index_when_it_is_kept_from_reaching_it() {
    assertEquals(
        URI.create("https://usual.example/index/"),
        settings().sources(this::interpreter, unconfigured()).get(0).location());
  }

  @Test
  void an_index_that_is_not_sparse_is_refused_and_its_address_not_shown() {
    Desk desk =
        machine(
            "[source.crates-io]\nreplace-with = \"m\"\n[source.m]\nregistry ="
                + " \"https://me:hunter2@git.example/index\"\n");
    Refusal refusal =
        assertThrows(Refusal.class, () -> settings().sources(this::interpreter, desk));
    assertEquals("index.address-malformed", refusal.diagnostic().code());
    assertFalse(refusal.diagnostic().toString().contains("hunter2"));
  }

  @Test
  void a_circle_of_sources_is_refused() {
    Desk desk =
        machine(
            "[source.crates-io]\nreplace-with = \"m\"\n[source.m]\nreplace-with = \"crates-io\"\n");
    assertThrows(Refusal.class, () -> settings().sources(this::interpreter, desk));
  }
}
