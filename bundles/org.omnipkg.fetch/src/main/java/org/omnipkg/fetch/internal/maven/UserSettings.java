package org.omnipkg.fetch.internal.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The user's and the installation's Maven settings, passwords deciphered. */
final class UserSettings {
  private final Map<String, String> environment;
  private final Path folder;

  UserSettings(Map<String, String> environment) {
    this.environment = environment;
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    this.folder = Path.of(home, ".m2");
  }

  Settings read() {
    DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(folder.resolve("settings.xml").toFile());
    installation().ifPresent(file -> request.setGlobalSettingsFile(file.toFile()));
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    environment.forEach((name, value) -> properties.setProperty("env." + name, value));
    request.setSystemProperties(properties);
    try {
      return deciphered(
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings());
    } catch (SettingsBuildingException e) {
      // the exception quotes lines of the file, which may hold passwords: only its kind goes on
      throw Trouble.settings("settings.xml", new IllegalArgumentException(e.getClass().getName()));
    }
  }

  /** The user's local repository, to look into; never written. */
  Path localRepository(Settings settings) {
    String named = settings.getLocalRepository();
    return named == null || named.isBlank() ? folder.resolve("repository") : Path.of(named);
  }

  /** Repositories of the active profiles. */
  static List<Repository> repositories(Settings settings) {
    Set<String> active = new LinkedHashSet<>(settings.getActiveProfiles());
    List<Repository> found = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || active.contains(profile.getId())) {
        found.addAll(profile.getRepositories());
      }
    }
    return found;
  }

  private Settings deciphered(Settings settings) {
    DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
    dispatcher.setConfigurationFile(folder.resolve("settings-security.xml").toString());
    SettingsDecryptionResult result =
        new DefaultSettingsDecrypter(dispatcher)
            .decrypt(new DefaultSettingsDecryptionRequest(settings));
    settings.setServers(result.getServers());
    settings.setProxies(result.getProxies());
    return settings;
  }

  /** {@code conf/settings.xml} of the Maven that the environment or the PATH shows. */
  private Optional<Path> installation() {
    List<Path> homes = new ArrayList<>();
    for (String name : List.of("MAVEN_HOME", "M2_HOME")) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        homes.add(Path.of(value));
      }
    }
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(entry).resolve("mvn");
      try {
        if (!entry.isEmpty() && Files.isExecutable(program)) {
          Path bin = program.toRealPath().getParent();
          homes.add(bin == null ? Path.of("/") : bin.resolveSibling("."));
        }
      } catch (IOException e) {
        // a link to nowhere is no Maven
      }
    }
    return homes.stream()
        .map(home -> home.resolve("conf").resolve("settings.xml"))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
