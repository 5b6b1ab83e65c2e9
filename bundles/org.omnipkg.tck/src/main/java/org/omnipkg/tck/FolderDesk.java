package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnipkg.spi.BareDesk;

/** What desks of tests have in common: all they keep lies in one folder, and nobody watches. */
public abstract class FolderDesk implements BareDesk {
  private final Path folder;

  protected FolderDesk(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path scratch() {
    return made("scratch");
  }

  @Override
  public Path cache(String name) {
    return made("cache-" + name);
  }

  /** A folder in the folder, made when it is not there. */
  protected final Path made(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path directory() {
    return folder;
  }

  @Override
  public boolean offline() {
    return false;
  }
}
