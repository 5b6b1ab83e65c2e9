package org.omnipkg.ecosystem.node.internal.pack;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold in a folder: its own after those of the folders above it.
 *
 * @param name the folder's
 * @param exact whether the folder was put in by name, so that those above leave its contents to it
 */
record Level(@Nullable Level above, String name, boolean exact, List<Rule> rules) {
  /** Whether a file of the folder is put in. */
  boolean takesFile(String file) {
    return takes(file, false, "");
  }

  /** Whether a folder in the folder is looked into. */
  boolean takesFolder(String folder) {
    return takes(folder, true, "");
  }

  /** Whether a folder in it is put in by name. */
  boolean names(String folder) {
    return takes(folder, false, "") || takes(folder + "/", false, "");
  }

  private boolean takes(String path, boolean folder, String last) {
    boolean included = true;
    if (above != null) {
      included = above.takes(name + "/" + path, folder, last.isEmpty() ? path : last);
      if (!included && !exact) {
        return false;
      }
    }
    Way way = Way.of(path);
    Optional<Way> own = last.isEmpty() ? Optional.empty() : Optional.of(Way.of(last));
    for (Rule rule : rules) {
      if (rule.includes() != included
          && (rule.concerns(way) || folder && rule.concernsFolder(way, own))) {
        included = rule.includes();
      }
    }
    return included;
  }
}
