package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Sourcing;
import org.omnipkg.model.Source;

/**
 * What a command line says about where things come from, ahead of every configuration.
 *
 * @param indexes replace the default index, each of Python or with the prefix of its language
 * @param files sources named by requirements files, after the command line's own
 * @param sandbox false when the user waives confinement
 * @param scripts packages whose own scripts may run, by name
 */
record Wishes(
    List<String> indexes,
    List<String> extraIndexes,
    List<String> findLinks,
    List<Source> files,
    boolean sandbox,
    List<String> scripts) {
  static final Wishes NONE = new Wishes(Optional.empty(), List.of(), List.of(), List.of(), true);

  Wishes {
    indexes = List.copyOf(indexes);
    extraIndexes = List.copyOf(extraIndexes);
    findLinks = List.copyOf(findLinks);
    files = List.copyOf(files);
    scripts = List.copyOf(scripts);
  }

  Wishes(
      Optional<String> index,
      List<String> extraIndexes,
      List<String> findLinks,
      List<Source> files,
      boolean sandbox) {
    this(index.stream().toList(), extraIndexes, findLinks, files, sandbox, List.of());
  }

  static Wishes of(Sourcing sourcing) {
    return new Wishes(
        sourcing.indexes(),
        sourcing.extraIndexes(),
        sourcing.findLinks(),
        List.of(),
        sourcing.sandbox(),
        sourcing.scripts());
  }

  /** Whether packages are to come from other places than usual. */
  boolean elsewhere() {
    return !(indexes.isEmpty() && extraIndexes.isEmpty() && findLinks.isEmpty() && files.isEmpty());
  }

  Wishes withFiles(List<Source> more) {
    return new Wishes(indexes, extraIndexes, findLinks, more, sandbox, scripts);
  }
}
