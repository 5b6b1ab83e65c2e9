package org.omnipkg.ecosystem.node.internal.words;

import java.util.regex.Pattern;
import org.omnipkg.model.PackageName;

/** Names of npm's packages. */
public final class Names {
  public static final String ECOSYSTEM = "node";

  private static final int LONGEST = 214;
  private static final String PIECE = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final String OWNER = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*";
  private static final Pattern NAME = Pattern.compile("(?:@" + OWNER + "/)?(?:" + PIECE + ")");
  private static final Pattern LATER =
      Pattern.compile("@" + OWNER + "/[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

  private static final Pattern TAKEN = Pattern.compile("(?i)node_modules|favicon\\.ico");

  private Names() {}

  /**
   * Whether it can be a package's name: npm's rules, without the signs that no new name may have.
   * Letters that only look like Latin ones are none, and nothing leads out of a folder.
   */
  public static boolean valid(String name) {
    return name.length() <= LONGEST
        && (NAME.matcher(name).matches() || LATER.matcher(name).matches())
        && !TAKEN.matcher(name).matches();
  }

  public static PackageName of(String name) {
    return new PackageName(ECOSYSTEM, name);
  }

  /** The scope with its sign, or empty. */
  public static String scope(String name) {
    return name.startsWith("@") ? name.substring(0, Math.max(0, name.indexOf('/'))) : "";
  }

  /** The name without its scope. */
  public static String base(String name) {
    return name.startsWith("@") ? name.substring(name.indexOf('/') + 1) : name;
  }

  /** The name as one plain piece of a path. */
  public static String flat(String name) {
    return name.replaceFirst("^@", "").replace('/', '+');
  }
}
