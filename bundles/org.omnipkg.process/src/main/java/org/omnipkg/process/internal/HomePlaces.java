package org.omnipkg.process.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Places below the two folders the launcher names in framework properties. */
@Component
public final class HomePlaces implements Places {
  private final Path home;
  private final Optional<Path> distribution;
  private final Path user;
  private final String platform;

  @Activate
  public HomePlaces(BundleContext context) {
    this(
        named(context.getProperty("omnipkg.home")).orElseGet(HomePlaces::customary),
        named(context.getProperty("omnipkg.dist")),
        Path.of(System.getProperty("user.home", "/")),
        LocalPlatform.name());
  }

  HomePlaces(Path home, Optional<Path> distribution, Path user, String platform) {
    this.home = home.toAbsolutePath().normalize();
    this.distribution = distribution;
    this.user = user;
    this.platform = platform;
  }

  @Override
  public Path home() {
    return made(home);
  }

  @Override
  public Path configuration() {
    return home().resolve("config.toml");
  }

  @Override
  public Path store() {
    return made(home.resolve("store"));
  }

  @Override
  public Path environments() {
    return made(home.resolve("env"));
  }

  @Override
  public Path runtimes() {
    return made(home.resolve("runtimes"));
  }

  @Override
  public Path cache() {
    return made(home.resolve("cache"));
  }

  @Override
  public Path logs() {
    return made(home.resolve("logs"));
  }

  @Override
  public Optional<Path> nativeFile(String name) {
    Optional<Path> shipped =
        distribution.map(d -> d.resolve("lib/native").resolve(platform).resolve(name));
    if (shipped.filter(Files::isRegularFile).isPresent()) {
      return shipped;
    }
    return Optional.of(home.resolve("native").resolve(platform).resolve(name))
        .filter(Files::isRegularFile);
  }

  @Override
  public Optional<Path> source(String name) {
    return distribution.map(d -> d.resolve("lib/src").resolve(name)).filter(Files::isRegularFile);
  }

  @Override
  public Optional<Path> command() {
    return distribution.map(d -> d.resolve("bin/omnipkg")).filter(Files::isExecutable);
  }

  @Override
  public String pretty(Path path) {
    if (user.getNameCount() > 0 && path.startsWith(user)) {
      return path.equals(user) ? "~" : "~/" + user.relativize(path);
    }
    if (path.startsWith(home) && !path.equals(home)) {
      return home.relativize(path).toString();
    }
    return path.toString();
  }

  private static Optional<Path> named(@Nullable String property) {
    return Optional.ofNullable(property).filter(p -> !p.isBlank()).map(Path::of);
  }

  private static Path customary() {
    return named(System.getenv("OMNIPKG_HOME"))
        .orElseGet(
            () ->
                named(System.getenv("XDG_DATA_HOME"))
                    .orElseGet(
                        () -> Path.of(System.getProperty("user.home", "/"), ".local", "share"))
                    .resolve("omnipkg"));
  }

  private Path made(Path folder) {
    try {
      return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
    } catch (IOException e) {
      boolean readOnly = String.valueOf(e.getMessage()).contains("Read-only file system");
      throw new Refusal(
          new Diagnostic(
              readOnly ? "home.read-only" : "home.unusable",
              Diagnostic.Kind.RESOURCES,
              "cannot make the folder `" + pretty(folder) + "`",
              List.of(String.valueOf(e.getMessage())),
              "let `OMNIPKG_HOME` name a folder you can write to"),
          e);
    }
  }
}
