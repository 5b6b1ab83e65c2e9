package org.omnipkg.itest.bench.inner;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.api.Places;

/** A house of nothing but a folder. */
record AlonePlaces(Path home) implements Places {
  @Override
  public Path configuration() {
    return home.resolve("config.toml");
  }

  @Override
  public Path store() {
    return home.resolve("store");
  }

  @Override
  public Path environments() {
    return home.resolve("env");
  }

  @Override
  public Path runtimes() {
    return home.resolve("runtimes");
  }

  @Override
  public Path cache() {
    return home.resolve("cache");
  }

  @Override
  public Path logs() {
    return home.resolve("logs");
  }

  @Override
  public Optional<Path> nativeFile(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> source(String name) {
    return Optional.empty();
  }

  @Override
  public String pretty(Path path) {
    return path.toString();
  }
}
