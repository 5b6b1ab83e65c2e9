package org.omnipkg.ecosystem.ruby.internal.project;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Tie;

/**
 * What a Gemfile's gems are in the house's words; those of repositories at the commit the lock
 * names, as long as it is about the same place.
 *
 * @param folder of the Gemfile
 */
record Placed(Path folder, Optional<GemfileLock> lock) {
  String words(Gemfile.Gem gem, String where) {
    if (gem.git().isEmpty()) {
      return gem.name() + (gem.range().clauses().isEmpty() ? "" : " " + gem.range());
    }
    GitSource git = gem.git().get();
    String revision =
        lock.stream()
            .flatMap(found -> found.repositories().stream())
            .filter(one -> git.isOf(one) && one.gems().containsKey(gem.name()))
            .map(GemfileLock.Repository::revision)
            .findFirst()
            .orElseGet(git::revision);
    return gem.name()
        + "@"
        + git.words(revision, folder).orElseThrow(() -> Trouble.place(gem.name(), where));
  }

  /** A version that a gem of a repository must have all the same. */
  Optional<Dependency> limit(Gemfile.Gem gem, String where) {
    return gem.git().isPresent() && !gem.range().clauses().isEmpty()
        ? Optional.of(constraint(gem.name(), gem.range(), Condition.ALWAYS, where))
        : Optional.empty();
  }

  /** A range that binds whoever wants the gem. */
  static Dependency constraint(String gem, GemRequirement range, Condition when, String file) {
    Dependency plain = RubyGrammar.dependency(gem, range, gem + " " + range + " (" + file + ")");
    return new Dependency(
        plain.target(),
        plain.range(),
        plain.features(),
        plain.alias(),
        Tie.CONSTRAINS,
        plain.role(),
        when,
        plain.direct(),
        plain.text());
  }
}
