package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.RuntimeSource;

/** Runtimes for work beside environments, such as asking a client what it is configured for. */
final class Interpreters {
  private final Languages languages;
  private final RuntimeRoom runtimes;

  Interpreters(Languages languages, RuntimeRoom runtimes) {
    this.languages = languages;
    this.runtimes = runtimes;
  }

  /** One that is here, else one that is obtained. */
  Runtime any(String language, Predicate<Runtime> serves, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> lease =
        languages.skill(RuntimeSource.class, language).orElseThrow()) {
      RuntimeSource source = lease.service();
      return runtimes.known(source, desk).stream()
          .filter(serves)
          .findFirst()
          .or(() -> obtained(source, desk))
          .orElseGet(() -> runtimes.choose(source, Optional.empty(), desk));
    }
  }

  private Optional<Runtime> obtained(RuntimeSource source, HouseDesk desk) {
    List<RuntimeSource.Provider> providers =
        desk.offline() ? List.of() : runtimes.obtainable(source, desk);
    return providers.stream().findFirst().map(provider -> runtimes.obtain(source, provider, desk));
  }
}
