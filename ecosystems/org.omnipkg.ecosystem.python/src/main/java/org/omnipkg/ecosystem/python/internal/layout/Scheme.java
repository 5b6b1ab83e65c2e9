package org.omnipkg.ecosystem.python.internal.layout;

import java.util.Set;

/** Where a wheel's files go in its tree (PEP 427, the {@code .data} folder). */
public final class Scheme {
  public static final String SITE = "lib/py/site-packages/";
  private static final String UP = "../../../";
  private static final Set<String> FOLDERS = Set.of("lib", "bin");
  private static final Set<String> OURS = Set.of("pyvenv.cfg", "lib64", "lib/py", "lib/python");

  private final Wheel wheel;

  Scheme(Wheel wheel) {
    this.wheel = wheel;
  }

  /**
   * A file's place.
   *
   * @param path in the tree
   * @param script whether it came as a script, so that it becomes executable
   */
  record Place(String path, boolean script) {
    /** As RECORD spells it: relative to site-packages. */
    String recorded() {
      return path.startsWith(SITE) ? path.substring(SITE.length()) : UP + path;
    }
  }

  Place place(String path) {
    int slash = path.indexOf('/');
    if (slash < 0 || !isData(path.substring(0, slash))) {
      return new Place(SITE + path, false);
    }
    int next = path.indexOf('/', slash + 1);
    String key = next < 0 ? "" : path.substring(slash + 1, next);
    String rest = path.substring(next + 1);
    return switch (key) {
      case "purelib", "platlib" -> new Place(SITE + rest, false);
      case "scripts" -> new Place("bin/" + rest, true);
      case "headers" -> new Place("include/site/" + wheel.name.name() + "/" + rest, false);
      case "data" -> new Place(data(path, rest), false);
      default ->
          throw wheel.refuse(
              "wheel.data-scheme", "wants `" + path + "` put where no scheme of PEP 427 points");
    };
  }

  private String data(String path, String rest) {
    if (FOLDERS.contains(rest)
        || OURS.stream().anyMatch(own -> rest.equals(own) || rest.startsWith(own + "/"))) {
      throw wheel.refuse(
          "wheel.data-scheme", "wants `" + path + "` put where the environment has its own file");
    }
    return rest;
  }

  private boolean isData(String top) {
    return top.endsWith(".data")
        && Identity.ofFolder(top.substring(0, top.length() - ".data".length())).means(wheel.name);
  }
}
