package org.omnipkg.spi;

/**
 * What somebody else did to one file of a generation.
 *
 * @param path relative to the place, {@code /}-separated; a folder's ends in a slash
 */
public record Trace(Kind kind, Place place, String path) {
  /** What happened to it. */
  public enum Kind {
    /** It was not there when the generation was made. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** Its bytes, its mode or its kind differ. */
    CHANGED
  }

  /** Which part of a generation it lies in, see {@link Prefix}. */
  public enum Place {
    /** The environment itself, without the farm. */
    PREFIX,
    /** The folder where the packages of a language appear. */
    FARM
  }
}
