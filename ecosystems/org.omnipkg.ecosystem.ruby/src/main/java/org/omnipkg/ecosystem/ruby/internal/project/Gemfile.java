package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;

/**
 * What a Gemfile says, read and never run.
 *
 * @param ruby versions of Ruby, or of the engine it names
 * @param gemspecs folders whose gem specification belongs to it
 */
record Gemfile(List<Gem> gems, Optional<Ruby> ruby, List<Gemspec> gemspecs) {
  /**
   * A gem it wants.
   *
   * @param groups empty for the one that has no name
   * @param platforms empty for all
   * @param git the repository it comes from, if from one
   */
  record Gem(
      String name,
      GemRequirement range,
      Set<String> groups,
      Set<String> platforms,
      Optional<GitSource> git,
      int line) {
    /** One of a source. */
    Gem(String name, GemRequirement range, Set<String> groups, Set<String> platforms, int line) {
      this(name, range, groups, platforms, Optional.empty(), line);
    }
  }

  record Ruby(String range, String engine, String engineRange, String file, int line) {}

  record Gemspec(String folder, String group, int line) {}

  private static final Set<String> ELSEWHERE =
      Set.of("gist", "bitbucket", "gitlab", "path", "source");

  /** What a repository is described by. */
  private static final Set<String> PLACE =
      Set.of("git", "github", "branch", "tag", "ref", "glob", "submodules");

  private static final Set<String> HARMLESS =
      Set.of("require", "group", "groups", "platform", "platforms", "force_ruby_platform");

  static Gemfile read(String text, String file) {
    return new Reader(text, file).read();
  }

  /** One reading. */
  private static final class Reader {
    private final String file;
    private final Statements statements;
    private final List<Gem> gems = new ArrayList<>();
    private final List<Gemspec> gemspecs = new ArrayList<>();
    private final Deque<Statement> open = new ArrayDeque<>();
    private Optional<Ruby> ruby = Optional.empty();
    private boolean redefined;

    Reader(String text, String file) {
      this.file = file;
      this.statements = new Statements(text, file);
    }

    Gemfile read() {
      for (Statement s = statements.next(); s != null; s = statements.next()) {
        take(s);
      }
      if (!open.isEmpty()) {
        throw Trouble.malformed(file, open.element().line(), "a block that does not end, begun");
      }
      return new Gemfile(List.copyOf(gems), ruby, List.copyOf(gemspecs));
    }

    private void take(Statement s) {
      switch (s.name()) {
        case Statements.END -> close(s);
        case "source" -> source(s);
        case "git_source" -> redefined = true;
        case "gem" -> gem(s);
        case "group", "platforms", "platform" -> open(s);
        case "ruby" -> ruby(s);
        case "gemspec" -> gemspec(s);
        default -> throw Trouble.beyond(file, s.line(), "`" + s.name() + "`");
      }
    }

    private void close(Statement s) {
      if (open.isEmpty()) {
        throw Trouble.malformed(file, s.line(), "an `end` of nothing");
      }
      open.pop();
    }

    private void open(Statement s) {
      if (!s.block()) {
        throw Trouble.malformed(file, s.line(), "a `" + s.name() + "` without its `do`");
      }
      open.push(s);
    }

    /** The house's own sources count; a source for some gems only must not be widened to them. */
    private void source(Statement s) {
      if (s.block()) {
        throw Trouble.elsewhere(file, s.line(), "some gems", "source");
      }
    }

    private void gem(Statement s) {
      if (s.values().isEmpty() || s.block()) {
        throw Trouble.malformed(file, s.line(), "a `gem` without a name");
      }
      String name = s.values().get(0);
      if (!Names.valid(name)) {
        throw Trouble.malformed(file, s.line(), "the name of a gem, `" + name + "`, that is none,");
      }
      for (String option : s.options().keySet()) {
        if (ELSEWHERE.contains(option)) {
          throw Trouble.elsewhere(file, s.line(), name, option);
        }
        boolean own = option.equals("github") && redefined;
        if (own || !HARMLESS.contains(option) && !PLACE.contains(option)) {
          throw Trouble.beyond(file, s.line(), "`" + option + ":`");
        }
      }
      Set<String> groups = new LinkedHashSet<>();
      Set<String> platforms = new LinkedHashSet<>();
      for (Statement block : open) {
        (block.name().equals("group") ? groups : platforms).addAll(block.values());
        optional(block, groups);
      }
      for (String key : List.of("group", "groups")) {
        groups.addAll(s.options().getOrDefault(key, List.of()));
      }
      for (String key : List.of("platform", "platforms")) {
        platforms.addAll(s.options().getOrDefault(key, List.of()));
      }
      gems.add(new Gem(name, range(s), groups, platforms, git(s), s.line()));
    }

    private Optional<GitSource> git(Statement s) {
      Optional<String> uri = s.option("git");
      if (s.option("github").isPresent()) {
        uri = s.option("github").flatMap(GitSource::github);
        if (uri.isEmpty()) {
          throw Trouble.beyond(file, s.line(), "`github:` of more than a repository");
        }
      }
      return uri.map(
          place ->
              new GitSource(
                  place,
                  s.option("ref").orElse(""),
                  s.option("branch").orElse(""),
                  s.option("tag").orElse(""),
                  s.option("glob").orElse(""),
                  s.option("submodules").filter("true"::equals).isPresent()));
    }

    private static void optional(Statement block, Set<String> groups) {
      if (block.option("optional").filter("true"::equals).isPresent()) {
        groups.add(OPTIONAL);
      }
    }

    private GemRequirement range(Statement s) {
      try {
        return GemRequirement.of(String.join(", ", s.values().subList(1, s.values().size())));
      } catch (Malformed e) {
        throw Trouble.malformed(file, s.line(), "`" + e.text() + "`, which is no range,");
      }
    }

    private void ruby(Statement s) {
      String range = String.join(", ", s.values());
      ruby =
          Optional.of(
              new Ruby(
                  range,
                  s.option("engine").orElse(""),
                  s.option("engine_version").orElse(""),
                  s.option("file").orElse(""),
                  s.line()));
    }

    private void gemspec(Statement s) {
      gemspecs.add(
          new Gemspec(
              s.option("path").orElse("."),
              s.option("development_group").orElse("development"),
              s.line()));
    }
  }

  /** Stands among the groups of a gem in a group that is not installed unless asked for. */
  static final String OPTIONAL = "(optional)";
}
