package org.omnipkg.daemon.internal;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Enables the socket where the launcher named one, so that there is no daemon in a single run. */
@Component(
    immediate = true,
    service = {})
public final class Gate {
  @Activate
  public Gate(ComponentContext context) {
    if (context.getBundleContext().getProperty("omnipkg.socket") != null) {
      context.enableComponent(SocketDaemon.NAME);
    }
  }
}
