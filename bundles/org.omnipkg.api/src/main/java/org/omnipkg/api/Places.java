package org.omnipkg.api;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where the house keeps its things. All absolute; folders exist once asked for. */
@ProviderType
public interface Places {
  /** {@code OMNIPKG_HOME}, else {@code $XDG_DATA_HOME/omnipkg}. */
  Path home();

  /** {@code home/config.toml}; may not exist. */
  Path configuration();

  /** {@code home/store}. */
  Path store();

  /** {@code home/env}: one folder per environment. */
  Path environments();

  /** {@code home/runtimes}: obtained runtimes and the register of adopted ones. */
  Path runtimes();

  /** {@code home/cache}: may be deleted at any time. */
  Path cache();

  /** {@code home/logs}. */
  Path logs();

  /** A file of the distribution's {@code lib/native/<platform>/}, when it was made for here. */
  Optional<Path> nativeFile(String name);

  /** A C source of ours that the distribution carries in {@code lib/src/}. */
  Optional<Path> source(String name);

  /** The {@code omnipkg} command of this distribution, when it was started from one. */
  default Optional<Path> command() {
    return Optional.empty();
  }

  /** The path as people read it: relative to the home folder or {@code ~} where it can be. */
  String pretty(Path path);
}
