package org.omnipkg.api;

/** How packages of all languages are written for people, who may type them just so. */
public final class Spelling {
  private Spelling() {}

  /** A bare name is Python's; all others have their language in front. */
  public static String of(String ecosystem, String name) {
    return ecosystem.equals("python") ? name : full(ecosystem, name);
  }

  /** With what says whose it is in front; Node's packages are known by their registry. */
  public static String full(String ecosystem, String name) {
    return (ecosystem.equals("node") ? "npm" : ecosystem) + ":" + name;
  }
}
