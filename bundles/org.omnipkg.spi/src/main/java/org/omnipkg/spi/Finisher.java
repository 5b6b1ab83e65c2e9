package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Target;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: completes a package whose files are there but which has to run code of its own before it
 * can be used (a gem's extensions, a lifecycle script of npm). The engine copies the tree, gives
 * what it needs, lets the skill work in the sandbox and stores the outcome as a tree of its own for
 * the target.
 */
@ConsumerType
public interface Finisher {
  /** What is missing, read from what {@link Layout#place} found; empty when nothing is. */
  Optional<Need> need(Node node, Map<String, List<String>> facts, Target on);

  /**
   * What it leaves undone although the user may expect it, said when the package is new in an
   * environment: a sentence of a few words that follows the package's name, e.g. {@code brings its
   * library only: …}. Empty when there is nothing to say; {@link #need} tells of what waits for a
   * permission.
   */
  default Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
    return Optional.empty();
  }

  /**
   * Runs it.
   *
   * @throws org.omnipkg.model.Refusal {@code build.failed} with the tail of the output
   */
  void finish(Job job, Desk desk);

  /**
   * Something to run.
   *
   * @param reason for people, e.g. {@code it has a native extension}
   * @param permission whether it runs only for packages the user allowed by name ({@code
   *     --allow-scripts}); else it is built like any source
   * @param key what the outcome depends on beside the tree, e.g. {@code ruby-3.1-linux-x86_64};
   *     safe in a file name
   * @param requires further packages, of any language, that are needed only for this
   * @param closed whether the outcome is made of the packages the node needs too, as a program with
   *     its libraries is: the engine then makes one for each closure
   */
  record Need(
      String reason, boolean permission, String key, List<Dependency> requires, boolean closed) {
    public Need {
      requires = List.copyOf(requires);
    }

    /** The outcome depends on the node's own tree and the key alone. */
    public Need(String reason, boolean permission, String key, List<Dependency> requires) {
      this(reason, permission, key, requires, false);
    }
  }

  /**
   * One run of a skill.
   *
   * @param work a writable copy of the node's tree; what lies in it afterwards is the outcome
   * @param prefix a generation-like prefix with the node's own closure and the runtime
   * @param variables of that prefix, as {@link Layout#running} gives them
   */
  record Job(Node node, Path work, Path prefix, Map<String, String> variables, Target on) {
    public Job {
      variables = Map.copyOf(variables);
    }
  }
}
