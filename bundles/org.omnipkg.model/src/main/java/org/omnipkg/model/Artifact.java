package org.omnipkg.model;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A downloadable file of a release.
 *
 * @param filename the file's own name, e.g. {@code rich-13.7.1-py3-none-any.whl}
 * @param format {@code wheel}, {@code sdist}, … in the ecosystem's words
 * @param location where it lies; may carry credentials, so never print it: print the filename
 * @param hashes algorithm to lower-case hexadecimal digest, as the index states them
 * @param size bytes, when the index says so
 * @param facts what else the index says, in the ecosystem's own keys
 */
public record Artifact(
    String filename,
    String format,
    URI location,
    Map<String, String> hashes,
    OptionalLong size,
    Map<String, String> facts) {
  /**
   * Key of a fact: for which machines the file is, in a form that {@code Layout.choose} of the
   * language reads back from the fact alone, so that a lock can hold it; absent when it is for all
   * or its name says so.
   */
  public static final String WHEN = "when";

  public Artifact {
    hashes = Map.copyOf(hashes);
    facts = Map.copyOf(facts);
  }

  @Override
  public String toString() {
    return filename;
  }
}
