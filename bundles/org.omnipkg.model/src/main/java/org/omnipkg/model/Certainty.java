package org.omnipkg.model;

/** How far a manifest can be trusted. */
public enum Certainty {
  /** The artifact itself, or the registry on its behalf, states it. */
  STATED,
  /** Guessed without running code; only a build can confirm it. */
  ESTIMATED
}
