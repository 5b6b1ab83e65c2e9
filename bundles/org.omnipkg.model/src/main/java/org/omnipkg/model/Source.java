package org.omnipkg.model;

import java.net.URI;

/**
 * A place packages come from.
 *
 * @param label how output names it: {@code default}, {@code extra-1}, {@code wheels} …; never its
 *     address
 * @param location address; may carry credentials, so it is never printed
 * @param form an index with a page per name, or a flat place (a folder, an archive, a page of
 *     links)
 */
public record Source(String label, URI location, Form form) {
  /** The shapes of a source. */
  public enum Form {
    /** A page, or a document, for each name. */
    INDEX,
    /** All files in one place. */
    FLAT
  }

  @Override
  public String toString() {
    return label;
  }
}
