package org.omnipkg.shell.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.api.Places;

/** Places below a home that is never touched. */
final class FakePlaces implements Places {
  @Override
  public Path home() {
    return World.HOME;
  }

  @Override
  public Path configuration() {
    return home().resolve("config.toml");
  }

  @Override
  public Path store() {
    return home().resolve("store");
  }

  @Override
  public Path environments() {
    return home().resolve("env");
  }

  @Override
  public Path runtimes() {
    return home().resolve("runtimes");
  }

  @Override
  public Path cache() {
    return home().resolve("cache");
  }

  @Override
  public Path logs() {
    return home().resolve("logs");
  }

  @Override
  public Optional<Path> source(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> nativeFile(String name) {
    return Optional.empty();
  }

  @Override
  public String pretty(Path path) {
    return path.startsWith(home()) ? "~/" + home().relativize(path) : path.toString();
  }
}
