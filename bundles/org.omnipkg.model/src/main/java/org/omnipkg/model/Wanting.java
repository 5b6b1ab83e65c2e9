package org.omnipkg.model;

import java.util.Optional;

/**
 * A fact only work can give; the one who needs it answers with this instead of calling upstairs.
 *
 * @param kind {@link #BUILD} today
 * @param artifact what to work on (an sdist)
 * @param reason for people: why it is needed
 * @param runtime the runtime it is wanted for ({@code runtime:<language>} at its version), where
 *     the problem left a choice and it was taken; empty means the target's own
 */
public record Wanting(
    String kind, Pin pin, Artifact artifact, String reason, Optional<Pin> runtime) {
  /** The artifact must be built (in the sandbox) before its facts, or it itself, can be used. */
  public static final String BUILD = "build";

  /** For the target's own runtime. */
  public Wanting(String kind, Pin pin, Artifact artifact, String reason) {
    this(kind, pin, artifact, reason, Optional.empty());
  }
}
