package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.osgi.annotation.versioning.ConsumerType;

/** Skill: what the language's own client on this machine is configured for. */
@ConsumerType
public interface ClientSettings {
  /**
   * Name of the user in an address ({@code https://_authToken:TOKEN@host/}) whose password is a
   * token: servers are shown it as a bearer's, in place of a name and a password.
   */
  String BEARER = "_authToken";

  /**
   * Indexes first, flat places after, in the client's order; its built-in default where nothing is
   * configured, learned from the client itself.
   *
   * @param interpreter finds a runtime whose client can be asked for its built-in default; costly,
   *     so asked only when nothing is configured
   */
  List<Source> sources(Supplier<Path> interpreter, Desk desk);

  /** Whether a runtime's client can be asked for its built-in default. */
  default boolean serves(Runtime runtime) {
    return true;
  }
}
