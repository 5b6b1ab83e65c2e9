package org.omnipkg.ecosystem.python.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;

/**
 * A file as a page of the simple index names it.
 *
 * @param hashes algorithm to hexadecimal digest
 * @param metadata {@code sha256} of the metadata file beside it, {@code true} when it is there
 *     without one, empty when it is not
 * @param yanked the reason, empty without one; null when the file is not yanked
 * @param size in bytes, -1 when unknown
 */
record IndexFile(
    String filename,
    URI location,
    Map<String, String> hashes,
    String requiresPython,
    String metadata,
    @Nullable String yanked,
    long size,
    @Nullable Instant uploaded) {
  /** Fact of an artifact: see {@link #metadata()}. */
  static final String METADATA = "metadata-sha256";

  static final String YANKED = "yanked";

  Artifact artifact(String format) {
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
    OptionalLong bytes = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    return new Artifact(filename, format, location, hashes, bytes, facts);
  }
}
