package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Source;

/**
 * What a command line says about where things come from, ahead of every configuration.
 *
 * @param index replaces the default index
 * @param files sources named by requirements files, after the command line's own
 * @param sandbox false when the user waives confinement
 */
record Wishes(
    Optional<String> index,
    List<String> extraIndexes,
    List<String> findLinks,
    List<Source> files,
    boolean sandbox) {
  static final Wishes NONE = new Wishes(Optional.empty(), List.of(), List.of(), List.of(), true);

  Wishes {
    extraIndexes = List.copyOf(extraIndexes);
    findLinks = List.copyOf(findLinks);
    files = List.copyOf(files);
  }

  Wishes withFiles(List<Source> more) {
    return new Wishes(index, extraIndexes, findLinks, more, sandbox);
  }
}
