package org.omnipkg.resolve;

import java.util.List;
import java.util.Optional;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.annotation.versioning.ProviderType;

/** The languages and resolvers that are present right now. A call takes a lease for its time. */
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

  /** A service kept from leaving until closed. */
  interface Lease<S> extends AutoCloseable {
    S service();

    @Override
    void close();
  }
}
