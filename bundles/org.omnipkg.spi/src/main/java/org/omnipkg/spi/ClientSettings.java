package org.omnipkg.spi;

import java.util.List;
import org.omnipkg.model.Source;
import org.osgi.annotation.versioning.ConsumerType;

/** Skill: what the language's own client on this machine is configured for. */
@ConsumerType
public interface ClientSettings {
  /**
   * Indexes first, flat places after, in the client's order; its built-in default where nothing is
   * configured, learned from the client itself.
   *
   * @param interpreter a runtime whose client may be asked for its built-in default
   */
  List<Source> sources(java.nio.file.Path interpreter, Desk desk);
}
