package org.omnipkg.bounds;

import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps bundles that went too far away from the rest. */
@ConsumerType
public interface Warden {
  /** Takes a bundle out of the house and remembers why; called once for each, in its own thread. */
  void quarantine(Offence offence);

  /**
   * Why a language ({@code Ecosystem}) or a resolver ({@code Solver}) of that name is kept away or
   * not here any more.
   */
  Optional<Diagnostic> explain(Class<?> kind, String word);
}
