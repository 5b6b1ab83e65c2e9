package org.omnipkg.ecosystem.node.internal.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of an ignore file.
 *
 * @param includes whether what it matches is put in after all
 */
record Rule(boolean includes, List<Glob> globs) {
  /** The rules of a file's lines, comments and blanks left out. */
  static List<Rule> read(String text, Effort effort) {
    return of(List.of(text.split("\r?\n")), effort);
  }

  static List<Rule> of(List<String> lines, Effort effort) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String pattern = line.strip();
      if (!pattern.isEmpty() && !pattern.startsWith("#")) {
        String bare = pattern.replaceFirst("^!+", "");
        boolean includes = (pattern.length() - bare.length()) % 2 == 1;
        rules.add(
            new Rule(
                includes,
                Braces.expanded(bare).stream().map(one -> Glob.of(one, effort)).toList()));
      }
    }
    return rules;
  }

  private boolean matches(String[] names, boolean beginning) {
    for (Glob glob : globs) {
      if (glob.matches(names, beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it speaks of a file, or of a folder as one may name a file. */
  boolean concerns(Way way) {
    return matches(way.rooted(), false) || matches(way.names(), false);
  }

  /**
   * Whether it speaks of a folder, or of something that may lie in it.
   *
   * @param name the folder's own where the path is seen from further up
   */
  boolean concernsFolder(Way way, Optional<Way> name) {
    return concernsFolder(way)
        || name.isPresent() && globs.stream().anyMatch(Glob::isName) && concernsFolder(name.get());
  }

  private boolean concernsFolder(Way way) {
    Way inside = way.inside();
    return matches(inside.rooted(), false)
        || matches(inside.names(), false)
        || includes && (matches(way.rooted(), true) || matches(way.names(), true));
  }
}
