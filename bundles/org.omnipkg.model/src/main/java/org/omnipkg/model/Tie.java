package org.omnipkg.model;

/** How firmly a dependency binds. */
public enum Tie {
  NEEDS,
  OPTIONAL,
  PEER,
  OPTIONAL_PEER,
  /** Restricts the version if something else brings the package; brings nothing itself. */
  CONSTRAINS
}
