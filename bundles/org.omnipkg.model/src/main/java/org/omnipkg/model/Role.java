package org.omnipkg.model;

/** What a dependency is wanted for. */
public enum Role {
  /** By the package itself while it is used. */
  RUN,
  /** While the package is built from source, in a place made for the build. */
  BUILD,
  /** As a program that the package starts. */
  TOOL,
  /** By its tests. */
  TEST;

  /**
   * Whether an environment with the package in it must have it: builds and tests have their own.
   */
  public boolean lasts() {
    return this == RUN || this == TOOL;
  }
}
