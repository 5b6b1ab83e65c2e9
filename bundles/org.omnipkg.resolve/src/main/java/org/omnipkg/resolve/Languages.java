package org.omnipkg.resolve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The languages and resolvers that are present right now. A call takes a lease for its time. A
 * service whose bundle is being exchanged is waited for; one that was stopped by someone is not
 * there.
 */
@ProviderType
public interface Languages {
  /**
   * A language by id or alias.
   *
   * @throws org.omnipkg.model.Refusal {@code ecosystem.unknown} naming those that are there
   */
  Lease<Ecosystem> ecosystem(String idOrAlias);

  /** A further skill of a language, if one is there. */
  <S> Optional<Lease<S>> skill(Class<S> kind, String ecosystem);

  /**
   * A solver by name.
   *
   * @throws org.omnipkg.model.Refusal {@code resolver.unknown} naming those that are there
   */
  Lease<Solver> solver(String ecosystem, String name);

  /** Ids of the languages. */
  List<String> ids();

  /** Names of the resolvers of a language. */
  List<String> solvers(String ecosystem);

  /**
   * Runs a call, and runs it again once when a bundle was exchanged under it and it broke on that.
   * For whole flows, whose steps may be repeated, around every lease they take.
   *
   * @throws org.omnipkg.model.Refusal {@code ecosystem.updated} when that happened twice
   */
  default <T> T steadily(Supplier<T> call) {
    return call.get();
  }

  /**
   * Another number as soon as the language, one of its skills or a resolver that serves it came or
   * left: what was computed with their help is known by it. Means nothing to another process.
   *
   * @param language its id; one that is not there has a number too, until it comes
   */
  default long edition(String language) {
    return 0;
  }

  /** Why a plugin that brings the language is kept away; empty when none is. */
  default Optional<Diagnostic> keptAway(String language) {
    return Optional.empty();
  }

  /**
   * The same work, for another thread to do while this one waits for it: what this one may still
   * use of a bundle that is leaving, because it is inside, that one may use too. Without it both
   * would wait for each other, and the bundle for them.
   */
  default <T> Callable<T> deputed(Callable<T> work) {
    return work;
  }

  /** A service kept from leaving until closed. */
  interface Lease<S> extends AutoCloseable {
    S service();

    @Override
    void close();
  }
}
