package org.omnipkg.model;

/** What a dependency is wanted for. */
public enum Role {
  /** Needed where the package runs. */
  RUN,
  /** Needed while it is built, not afterwards. */
  BUILD,
  /** A command used beside it, with a closure of its own. */
  TOOL,
  /** Needed by its own tests only. */
  TEST
}
