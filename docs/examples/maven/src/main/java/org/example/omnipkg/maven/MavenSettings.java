package org.example.omnipkg.maven;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Component;

/**
 * The repositories of the user's and the installation's {@code settings.xml}, then those of the
 * super POM every Maven has built in; mirrors in their places.
 */
@Component(property = Ecosystem.ID + "=maven")
public final class MavenSettings implements ClientSettings {
  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    Settings settings = read(desk.environment());
    List<Repository> all = new ArrayList<>(profiles(settings));
    all.addAll(builtIn());
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror m : settings.getMirrors()) {
      mirrors.add(
          m.getId(),
          m.getUrl(),
          m.getLayout(),
          false,
          m.isBlocked(),
          m.getMirrorOf(),
          m.getMirrorOfLayouts());
    }
    Set<URI> places = new LinkedHashSet<>();
    for (Repository one : all) {
      RemoteRepository named =
          new RemoteRepository.Builder(one.getId(), one.getLayout(), one.getUrl()).build();
      RemoteRepository mirror = mirrors.getMirror(named);
      RemoteRepository used = mirror == null ? named : mirror;
      if (!used.isBlocked()) {
        places.add(address(used, settings));
      }
    }
    List<Source> sources = new ArrayList<>();
    for (URI place : places) {
      String label = sources.isEmpty() ? "default" : "default-" + (sources.size() + 1);
      sources.add(new Source(label, place, Source.Form.INDEX));
    }
    return sources;
  }

  private static List<Repository> builtIn() {
    DefaultModelProcessor processor = new DefaultModelProcessor();
    processor.setModelLocator(new DefaultModelLocator());
    processor.setModelReader(new DefaultModelReader());
    return new DefaultSuperPomProvider()
        .setModelProcessor(processor)
        .getSuperModel("4.0.0")
        .getRepositories();
  }

  private static List<Repository> profiles(Settings settings) {
    List<Repository> found = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || settings.getActiveProfiles().contains(profile.getId())) {
        profile.getRepositories().stream()
            .filter(one -> one.getReleases() == null || one.getReleases().isEnabled())
            .forEach(one -> found.add(model(one)));
      }
    }
    return found;
  }

  private static Repository model(org.apache.maven.settings.Repository one) {
    Repository repository = new Repository();
    repository.setId(one.getId());
    repository.setUrl(one.getUrl());
    repository.setLayout(one.getLayout());
    return repository;
  }

  /** With the name and the password its server has, as addresses carry them. */
  private static URI address(RemoteRepository repository, Settings settings) {
    try {
      URI plain = new URI(repository.getUrl().replaceAll("/+$", ""));
      Server server = settings.getServer(repository.getId());
      if (server == null || server.getUsername() == null || plain.getUserInfo() != null) {
        return plain;
      }
      String user =
          server.getUsername() + ":" + Optional.ofNullable(server.getPassword()).orElse("");
      return new URI(
          plain.getScheme(), user, plain.getHost(), plain.getPort(), plain.getPath(), null, null);
    } catch (URISyntaxException e) {
      // the exception quotes the address, which may hold a password
      throw new Refusal(
          Diagnostic.user(
              "index.address-malformed",
              "the address of the Maven repository `" + repository.getId() + "` is none",
              "look at it with `mvn help:effective-settings`"));
    }
  }

  private static Settings read(Map<String, String> environment) {
    Path folder = Path.of(environment.getOrDefault("HOME", "/"), ".m2");
    DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(folder.resolve("settings.xml").toFile());
    installation(environment).ifPresent(file -> request.setGlobalSettingsFile(file.toFile()));
    Properties properties = new Properties();
    environment.forEach((name, value) -> properties.setProperty("env." + name, value));
    request.setSystemProperties(properties);
    try {
      return new DefaultSettingsBuilderFactory()
          .newInstance()
          .build(request)
          .getEffectiveSettings();
    } catch (SettingsBuildingException e) {
      // the exception quotes lines of the file, which may hold passwords
      throw new Refusal(
          Diagnostic.user(
              "fetch.maven-settings",
              "Maven's `settings.xml` cannot be read",
              "`mvn help:effective-settings` shows what is wrong with it"));
    }
  }

  /** {@code conf/settings.xml} of the Maven that the environment or the PATH shows. */
  private static Optional<Path> installation(Map<String, String> environment) {
    List<Path> homes = new ArrayList<>();
    String named = environment.getOrDefault("MAVEN_HOME", "");
    if (named.startsWith("/")) {
      homes.add(Path.of(named));
    }
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(entry.isEmpty() ? "/" : entry).resolve("mvn");
      if (Files.isExecutable(program)) {
        try {
          Path bin = program.toRealPath().getParent();
          if (bin != null && bin.getParent() != null) {
            homes.add(bin.getParent());
          }
        } catch (java.io.IOException e) {
          // a link to nowhere is no Maven
        }
      }
    }
    return homes.stream()
        .map(home -> home.resolve("conf/settings.xml"))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
