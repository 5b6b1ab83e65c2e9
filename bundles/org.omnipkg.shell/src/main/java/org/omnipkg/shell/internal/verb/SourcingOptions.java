package org.omnipkg.shell.internal.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Sourcing;
import picocli.CommandLine.Option;

/** The same for a verb that may solve. */
final class SourcingOptions extends PlaceOptions {
  @Option(
      names = "--resolver",
      paramLabel = "NAME",
      description = "Who chooses the versions, in the languages that have it.")
  private @Nullable String resolver;

  @Override
  Sourcing sourcing() {
    return sourcing(Optional.ofNullable(resolver));
  }
}
