package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Runtime;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: what a project's own files ask for ({@code package.json}, {@code Gemfile}, {@code
 * go.mod}).
 */
@ConsumerType
public interface ProjectReader {
  /** Names of the files it reads, in a folder; the first one there makes the folder a project. */
  List<String> files();

  /**
   * Reads a project. Changes nothing; what of it is a program is run in the sandbox or not at all.
   *
   * @throws org.omnipkg.model.Refusal {@code project.malformed} naming file and line
   */
  Project read(Path folder, Desk desk);

  /**
   * Reads a project whose file only a runtime of the language can understand.
   *
   * @param runtime finds one that {@link #serves}: one that is here, else one that is obtained;
   *     costly, so asked only when the file takes it. It throws {@code runtime.not-found} and the
   *     like where there is none
   */
  default Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
    return read(folder, desk);
  }

  /** Whether a runtime could read what cannot be read without one. */
  default boolean serves(Runtime runtime) {
    return true;
  }

  /**
   * What a project wants.
   *
   * @param constraints versions that its own lock file fixes ({@link
   *     org.omnipkg.model.Tie#CONSTRAINS})
   * @param overrides ranges that replace whatever is demanded of a name, by its spelling in the
   *     language ({@code a>b} where the language can limit it to a place)
   * @param runtime the range of runtimes it asks for, in the language's grammar
   */
  record Project(
      List<Wanted> wanted,
      List<Dependency> constraints,
      Map<String, String> overrides,
      Optional<String> runtime) {
    public Project {
      wanted = List.copyOf(wanted);
      constraints = List.copyOf(constraints);
      overrides = Map.copyOf(overrides);
    }
  }

  /**
   * One requirement.
   *
   * @param words in the language's grammar, without prefix
   * @param where e.g. {@code package.json line 14}
   */
  record Wanted(String words, String where) {}
}
