package org.omnipkg.model;

import java.util.Optional;

/**
 * A file of a bubble: an archive entry put somewhere, or text the ecosystem makes itself.
 *
 * @param path where in the tree, relative, {@code /}-separated
 * @param digest content already in the store, for an entry
 * @param text UTF-8 content, for a made file; exactly one of digest and text is present
 */
public record Placement(
    String path, Optional<Digest> digest, Optional<String> text, boolean executable) {
  /** An archive entry put somewhere. */
  public static Placement of(String path, Entry entry, boolean executable) {
    return new Placement(path, Optional.of(entry.digest()), Optional.empty(), executable);
  }

  /** A file the ecosystem writes itself, encoded as UTF-8. */
  public static Placement text(String path, String text, boolean executable) {
    return new Placement(path, Optional.empty(), Optional.of(text), executable);
  }
}
