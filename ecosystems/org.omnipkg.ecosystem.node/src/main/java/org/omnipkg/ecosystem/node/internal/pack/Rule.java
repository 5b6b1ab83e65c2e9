package org.omnipkg.ecosystem.node.internal.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of an ignore file.
 *
 * @param includes whether what it matches is put in after all
 */
record Rule(boolean includes, List<Glob> globs) {
  /** The rules of a file's lines, comments and blanks left out. */
  static List<Rule> read(String text) {
    return of(List.of(text.split("\r?\n")));
  }

  static List<Rule> of(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String pattern = line.strip();
      if (!pattern.isEmpty() && !pattern.startsWith("#")) {
        String bare = pattern.replaceFirst("^!+", "");
        boolean includes = (pattern.length() - bare.length()) % 2 == 1;
        rules.add(new Rule(includes, Braces.expanded(bare).stream().map(Glob::of).toList()));
      }
    }
    return rules;
  }

  private boolean matches(String path, boolean beginning) {
    return globs.stream().anyMatch(glob -> glob.matches(path, beginning));
  }

  /** Whether it speaks of a file, or of a folder as one may name a file. */
  boolean concerns(String path) {
    return matches("/" + path, false) || matches(path, false);
  }

  /**
   * Whether it speaks of a folder, or of something that may lie in it.
   *
   * @param name the folder's own where the path is seen from further up, or empty
   */
  boolean concernsFolder(String path, String name) {
    return concernsFolder(path)
        || !name.isEmpty() && globs.stream().anyMatch(Glob::isName) && concernsFolder(name);
  }

  private boolean concernsFolder(String path) {
    return matches("/" + path + "/", false)
        || matches(path + "/", false)
        || includes && (matches("/" + path, true) || matches(path, true));
  }
}
