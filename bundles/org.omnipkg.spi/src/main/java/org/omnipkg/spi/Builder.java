package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Pin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: builds an installable artifact from source. The engine unpacks the source, asks for the
 * build's needs, makes an environment of them, asks again, builds in the sandbox.
 */
@ConsumerType
public interface Builder {
  /** The needs that can be read without running anything. */
  List<Dependency> requires(Path source, Desk desk);

  /** Further needs the build itself names; runs its code in the sandbox. */
  List<Dependency> requires(Path source, Path interpreter, Desk desk);

  /**
   * Builds.
   *
   * @param source unpacked source folder, writable
   * @param interpreter executable of the build environment
   * @param into empty folder for the result
   * @return the artifact, its location a {@code file:} address inside {@code into}, its hashes set
   * @throws org.omnipkg.model.Refusal {@code build.failed} with the tail of the build's output
   */
  Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk);
}
