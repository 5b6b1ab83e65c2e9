package org.omnipkg.ecosystem.python.internal.index;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;

/**
 * A file as a page of the simple index names it.
 *
 * @param location a whole address that can be parsed
 * @param hashes algorithm to hexadecimal digest
 * @param metadata {@code sha256} of the metadata file beside it, {@code true} when it is there
 *     without one, empty when it is not
 * @param yanked the reason, empty without one; null when the file is not yanked
 * @param size in bytes, -1 when unknown
 * @param uploaded in milliseconds since 1970, or {@link #UNKNOWN}
 */
record IndexFile(
    String filename,
    String location,
    Map<String, String> hashes,
    String requiresPython,
    String metadata,
    @Nullable String yanked,
    long size,
    long uploaded) {
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Fact of an artifact: see {@link #metadata()}. */
  static final String METADATA = "metadata-sha256";

  static final String YANKED = "yanked";

  /** What else the page says of it, as facts of an artifact. */
  Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>(4);
    if (!requiresPython.isEmpty()) {
      facts.put(ArtifactChoice.REQUIRES_PYTHON, requiresPython);
    }
    if (!metadata.isEmpty()) {
      facts.put(METADATA, metadata);
    }
    if (yanked != null) {
      facts.put(YANKED, yanked);
    }
    return facts;
  }
}
