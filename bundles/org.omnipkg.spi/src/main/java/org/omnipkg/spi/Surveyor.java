package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: says what others did inside a generation, and packs what they installed so that it can be
 * installed in the ordinary way. Reads files, changes none of the generation's.
 */
@ConsumerType
public interface Surveyor {
  /** What the traces mean; those that mean nothing to anybody are left out. */
  List<Finding> survey(Prefix prefix, List<Trace> traces);

  /**
   * Makes an artifact of an {@link Kind#INSTALLED} finding: the same bytes from the same files.
   *
   * @param into folder for it
   * @return the artifact, its location a {@code file:} address inside {@code into}, its hashes set
   * @throws org.omnipkg.model.Refusal when the files do not make a package
   */
  Artifact pack(Finding installed, Prefix prefix, Path into);

  /**
   * Where carried files lie under another runtime: old path to new path, both relative to the
   * prefix. What cannot work there is left out.
   */
  Map<String, String> follow(Prefix prefix, List<String> carried, Target to);

  /** What a finding is. */
  enum Kind {
    /** A package another installer put there; can be packed. */
    INSTALLED,
    /** A package that was taken away: one of the trees, or one that was carried. */
    REMOVED,
    /** A package that runs from its author's own folder; taken along as it is. */
    EDITABLE,
    /** A loose file or folder; taken along as it is. */
    FILE,
    /** Files of a package, or of the environment itself, that are no longer as they were made. */
    CHANGED
  }

  /**
   * One thing somebody else did.
   *
   * @param pin the package, when it is known
   * @param label how to name it to people: {@code rich 13.7.1}, or a path in the prefix
   * @param by what did it, when it says so, e.g. {@code pip}; else empty
   * @param requested whether the user asked for it, as far as its installer noted
   * @param paths the files, relative to the prefix ({@code farm:} and the path for those in the
   *     farm); a folder's ends in a slash and means all in it
   */
  record Finding(
      Kind kind,
      Optional<Pin> pin,
      String label,
      String by,
      boolean requested,
      List<String> paths) {
    public Finding {
      paths = List.copyOf(paths);
    }
  }
}
