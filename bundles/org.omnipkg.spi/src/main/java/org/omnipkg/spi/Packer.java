package org.omnipkg.spi;

import java.nio.file.Path;
import org.omnipkg.model.Artifact;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: makes the file of an artifact that lies where no fetcher gets files from, such as a commit
 * of a repository. The same artifact gives the same bytes; the engine holds them against the
 * artifact's digests.
 */
@ConsumerType
public interface Packer {
  /** Whether it makes the file of this one, read from its location and format alone. */
  boolean packs(Artifact artifact);

  /**
   * Makes it. Runs nothing of what is packed.
   *
   * @param into the file to write
   */
  void pack(Artifact artifact, Path into, Desk desk);
}
