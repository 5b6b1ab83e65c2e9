package org.omnipkg.api;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the house keeps its things. All absolute; folders exist once asked for. A home alone is
 * enough for a house without a distribution, whose folders its rooms make.
 */
@ProviderType
public interface Places {
  /** {@code OMNIPKG_HOME}, else {@code $XDG_DATA_HOME/omnipkg}. */
  Path home();

  /** {@code home/config.toml}; may not exist. */
  default Path configuration() {
    return home().resolve("config.toml");
  }

  /** {@code home/store}. */
  default Path store() {
    return home().resolve("store");
  }

  /** {@code home/env}: one folder per environment. */
  default Path environments() {
    return home().resolve("env");
  }

  /** {@code home/runtimes}: obtained runtimes and the register of adopted ones. */
  default Path runtimes() {
    return home().resolve("runtimes");
  }

  /** {@code home/cache}: may be deleted at any time. */
  default Path cache() {
    return home().resolve("cache");
  }

  /** {@code home/logs}. */
  default Path logs() {
    return home().resolve("logs");
  }

  /** A file of the distribution's {@code lib/native/<platform>/}, when it was made for here. */
  default Optional<Path> nativeFile(String name) {
    return Optional.empty();
  }

  /** A C source of ours that the distribution carries in {@code lib/src/}. */
  default Optional<Path> source(String name) {
    return Optional.empty();
  }

  /** The {@code omnipkg} command of this distribution, when it was started from one. */
  default Optional<Path> command() {
    return Optional.empty();
  }

  /** The path as people read it: relative to the home folder or {@code ~} where it can be. */
  default String pretty(Path path) {
    return path.startsWith(home()) ? home().relativize(path).toString() : path.toString();
  }
}
