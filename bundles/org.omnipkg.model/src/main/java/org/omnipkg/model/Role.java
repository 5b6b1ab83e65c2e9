package org.omnipkg.model;

/** What a dependency is wanted for. */
public enum Role {
  RUN,
  BUILD,
  TOOL,
  TEST
}
