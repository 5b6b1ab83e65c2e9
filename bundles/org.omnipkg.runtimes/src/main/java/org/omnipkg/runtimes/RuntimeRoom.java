package org.omnipkg.runtimes;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps the register of runtimes; each probe is done once per executable and its change time. */
@ProviderType
public interface RuntimeRoom {
  /**
   * Runtimes usable now, those of the usual implementation first, of them the newest first:
   * registered ones and what locating finds.
   */
  List<Runtime> known(RuntimeSource source, Desk desk);

  /**
   * The runtime meant: an exact version is kept, a prefix takes the newest match, none takes the
   * newest stable; adopted before obtained at equal version; obtains it when nothing here matches.
   *
   * @param wanted {@code 3.9}, {@code 3.9.18}, a path, or empty
   * @throws org.omnipkg.model.Refusal {@code runtime.not-found} naming what there is
   */
  Runtime choose(RuntimeSource source, Optional<String> wanted, Desk desk);

  /** Runtimes that could be obtained. */
  List<RuntimeSource.Provider> obtainable(RuntimeSource source, Desk desk);

  /**
   * What a runtime that could be obtained will be, where its language can tell; of the origin
   * {@link Runtime#OFFERED}.
   */
  default Optional<Runtime> foretold(RuntimeSource source, RuntimeSource.Provider provider) {
    return Optional.empty();
  }

  /** Fetches, verifies, unpacks, probes; atomic; the same provider twice is the same runtime. */
  Runtime obtain(RuntimeSource source, RuntimeSource.Provider provider, Desk desk);

  /** Forgets an adopted runtime until it is added again, deletes an obtained one. */
  void remove(Runtime runtime);

  /** Adopts the interpreter at a path. */
  Runtime adopt(RuntimeSource source, java.nio.file.Path executable, Desk desk);
}
