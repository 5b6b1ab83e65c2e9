package org.omnipkg.model;

/**
 * A fact only work can give; the one who needs it answers with this instead of calling upstairs.
 *
 * @param kind {@link #BUILD} today
 * @param artifact what to work on (an sdist)
 * @param reason for people: why it is needed
 */
public record Wanting(String kind, Pin pin, Artifact artifact, String reason) {
  /** The artifact must be built (in the sandbox) before its facts, or it itself, can be used. */
  public static final String BUILD = "build";
}
