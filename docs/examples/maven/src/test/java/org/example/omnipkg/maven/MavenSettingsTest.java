package org.example.omnipkg.maven;

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
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.ClientSettingsContract;

class MavenSettingsTest extends ClientSettingsContract {
  private static final String SETTINGS =
      """
      <settings>
        <servers><server><id>own</id><username>me</username><password>hunter2</password></server></servers>
        <mirrors><mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>https://mirror.example/maven2/</url></mirror></mirrors>
        <profiles>
          <profile><id>work</id><repositories>
            <repository><id>own</id><url>https://own.example/releases</url></repository>
            <repository><id>later</id><url>https://snapshots.example/</url><releases><enabled>false</enabled></releases></repository>
          </repositories></profile>
          <profile><id>home</id><repositories>
            <repository><id>home</id><url>https://home.example/</url></repository>
          </repositories></profile>
        </profiles>
        <activeProfiles><activeProfile>work</activeProfile></activeProfiles>
      </settings>
      """;

  @TempDir protected Path machine;

  private Desk machine(String settings) {
    try {
      Path folder = Files.createDirectories(machine.resolve(".m2"));
      Files.writeString(folder.resolve("settings.xml"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CannedDesk(machine).variable("HOME", machine.toString());
  }

  @Override
  protected ClientSettings settings() {
    return new MavenSettings();
  }

  @Override
  protected Desk configured() {
    return machine(SETTINGS);
  }

  @Override
  protected List<URI> places() {
    return List.of(
        URI.create("https://me:hunter2@own.example/releases"),
        URI.create("https://mirror.example/maven2"));
  }

  @Override
  protected Desk unconfigured() {
    return new CannedDesk(machine).variable("HOME", machine.resolve("nobody").toString());
  }

  @Override
  protected Path interpreter() {
    return machine.resolve("java");
  }

  /** The super POM is part of a library of Maven's, which is at hand. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour == Behaviour.SEVERAL_INDEXES;
  }

  @Test
  void a_mirror_of_everything_stands_for_all() {
    Desk desk =
        machine(
            "<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf>"
                + "<url>https://all.example/</url></mirror></mirrors></settings>");
    List<Source> sources =
        settings()
            .sources(
                () -> {
                  throw new AssertionError("nobody need be asked");
                },
                desk);
    assertEquals(
        List.of(URI.create("https://all.example")),
        sources.stream().map(Source::location).toList());
  }

  @Test
  void settings_nobody_can_read_are_refused_without_their_passwords() {
    Desk desk = machine(SETTINGS.replace("</settings>", "<hunter2"));
    Refusal refusal =
        assertThrows(Refusal.class, () -> settings().sources(this::interpreter, desk));
    assertFalse(refusal.diagnostic().toString().contains("hunter2"));
  }
}
