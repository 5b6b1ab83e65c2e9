package org.omnipkg.ecosystem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Programs of a kind, told by their names: folders of programs have thousands of others, and each
 * request looks through all of the PATH. A folder is listed again when it has changed.
 */
public final class Programs {
  private static final int MANY = 512;

  private final Predicate<String> fits;
  private final Map<Path, Names> listed = new ConcurrentHashMap<>();

  private record Names(Look folder, List<String> fitting) {}

  /**
   * @param fits what it thinks of a file's name
   */
  public Programs(Predicate<String> fits) {
    this.fits = fits;
  }

  /** Those of a folder by name, not what lies below; none where there is no folder. */
  public List<Path> in(Path folder) {
    return names(folder).stream().map(folder::resolve).filter(Files::isExecutable).toList();
  }

  private List<String> names(Path folder) {
    try {
      Look now = Look.of(folder);
      Names known = listed.get(folder);
      if (known != null && known.folder().equals(now)) {
        return known.fitting();
      }
      boolean settled = now.settled();
      String[] all = folder.toFile().list();
      List<String> fitting =
          all == null ? List.of() : Stream.of(all).filter(fits).sorted().toList();
      if (settled) {
        if (listed.size() > MANY) {
          listed.clear();
        }
        listed.put(folder, new Names(now, fitting));
      }
      return fitting;
    } catch (IOException e) {
      return List.of();
    }
  }
}
