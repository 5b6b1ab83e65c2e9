package org.omnipkg.model;

/** How firmly a dependency binds. */
public enum Tie {
  /** Brings the package and restricts its version. */
  NEEDS,
  /** Brings the package where it can be had; its failure is none. */
  OPTIONAL,
  /** One copy is shared with whoever depends on this one (a peer dependency of npm). */
  PEER,
  /** As a peer, yet brings nothing itself. */
  OPTIONAL_PEER,
  /** Restricts the version if something else brings the package; brings nothing itself. */
  CONSTRAINS
}
