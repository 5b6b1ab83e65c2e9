package org.omnipkg.shell.internal.verb;

import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.Execution;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.api.RuntimeCatalog;
import org.omnipkg.api.Settings;
import org.omnipkg.api.Storage;

/** The services behind the verbs; each is refused with {@code internal.not-wired} when missing. */
public interface Rooms {
  Packages packages();

  Execution execution();

  Plugins plugins();

  Storage storage();

  Inquiry inquiry();

  Generations generations();

  RuntimeCatalog runtimes();

  Settings settings();

  Health health();

  Places places();

  CommandProcessor gogo();

  /** Present inside a daemon only. */
  Optional<DaemonControl> daemon();
}
