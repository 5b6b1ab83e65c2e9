package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: shows a stored tree as a small artifact that declares what the real one does and carries
 * nothing of it, so that resolvers which only read artifacts can choose among what is stored.
 */
@ConsumerType
public interface Excerpts {
  /**
   * The bytes of a file that resolvers take for the artifact; empty when the tree does not tell
   * enough. Pure but for reading the tree.
   *
   * @param artifact what the tree was made of; the excerpt will lie under its file name
   * @param tree the tree's folder, not to be written
   * @param facts of the tree's bubble
   */
  Optional<byte[]> of(Artifact artifact, Path tree, Map<String, List<String>> facts);
}
