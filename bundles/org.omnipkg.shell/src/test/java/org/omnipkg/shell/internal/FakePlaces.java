package org.omnipkg.shell.internal;

import java.nio.file.Path;
import org.omnipkg.api.Places;

/** Places below a home that is never touched. */
final class FakePlaces implements Places {
  @Override
  public Path home() {
    return World.HOME;
  }

  @Override
  public String pretty(Path path) {
    return path.startsWith(home()) ? "~/" + home().relativize(path) : path.toString();
  }
}
