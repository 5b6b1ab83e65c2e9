package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
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

  /** Format of the artifacts it makes. */
  default String format() {
    return "wheel";
  }

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

  /** As {@link #requires(Path, Path, Desk)}, for {@link #editable}. */
  default List<Dependency> editableRequires(Path project, Path interpreter, Desk desk) {
    return requires(project, interpreter, desk);
  }

  /**
   * Makes an artifact that leads to the project's folder, so that what is changed there counts at
   * once. What the project's own build writes into its folder stays there; nothing else does.
   *
   * @param project the user's own folder, which the build's code may write to
   * @return as {@link #build}
   * @throws org.omnipkg.model.Refusal {@code build.no-editable}, {@code build.failed}
   */
  default Artifact editable(Pin pin, Path project, Path interpreter, Path into, Desk desk) {
    throw new Refusal(
        Diagnostic.user(
            "build.no-editable",
            "`" + pin.name().name() + "` cannot be installed in editable form",
            "install its folder without `--editable`, again after each change"));
  }
}
