package org.omnipkg.archive.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.archive.Unpacker.Rules;

/** Turns the names an archive gives into paths below our own folder. */
final class Names {
  private final Rules rules;
  private @Nullable String root;

  Names(Rules rules) {
    this.rules = rules;
  }

  /** The path in the unpacked tree; empty for what stripping leaves nothing of. */
  String path(String name, boolean folder) {
    List<String> parts = parts(name);
    if (rules.singleRoot() && !parts.isEmpty()) {
      oneRoot(name, parts, folder);
    }
    return parts.size() <= rules.strip()
        ? ""
        : String.join("/", parts.subList(rules.strip(), parts.size()));
  }

  private void oneRoot(String name, List<String> parts, boolean folder) {
    if (parts.size() == 1 && !folder) {
      throw Reason.LAYOUT.at(name, "lies beside the one top-level folder there must be");
    }
    if (root == null) {
      root = parts.get(0);
    } else if (!root.equals(parts.get(0))) {
      throw Reason.LAYOUT.at(name, "lies outside the top-level folder `" + root + "`");
    }
  }

  private static List<String> parts(String name) {
    if (name.startsWith("/") || name.startsWith("\\") || hasDrive(name)) {
      throw Reason.ABSOLUTE_PATH.at(name, "is not a relative path");
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.replace('\\', '/').split("/", -1)) {
      if (part.equals("..")) {
        throw Reason.PATH_TRAVERSAL.at(name, "would leave the tree");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
      throw Reason.BAD_NAME.at(name, "has a backslash or a null in its name");
    }
    return parts;
  }

  static boolean hasDrive(String name) {
    return name.length() >= 2
        && name.charAt(1) == ':'
        && ((name.charAt(0) | 0x20) >= 'a' && (name.charAt(0) | 0x20) <= 'z');
  }
}
