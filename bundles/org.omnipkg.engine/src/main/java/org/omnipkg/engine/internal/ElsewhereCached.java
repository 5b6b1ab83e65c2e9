package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.api.Places;

/** The same places with another folder for what may be deleted at any time. */
record ElsewhereCached(Places places, Path cache) implements Places {
  @Override
  public Path home() {
    return places.home();
  }

  @Override
  public Path configuration() {
    return places.configuration();
  }

  @Override
  public Path store() {
    return places.store();
  }

  @Override
  public Path environments() {
    return places.environments();
  }

  @Override
  public Path runtimes() {
    return places.runtimes();
  }

  @Override
  public Path logs() {
    return places.logs();
  }

  @Override
  public Optional<Path> nativeFile(String name) {
    return places.nativeFile(name);
  }

  @Override
  public Optional<Path> source(String name) {
    return places.source(name);
  }

  @Override
  public Optional<Path> command() {
    return places.command();
  }

  @Override
  public String pretty(Path path) {
    return places.pretty(path);
  }
}
