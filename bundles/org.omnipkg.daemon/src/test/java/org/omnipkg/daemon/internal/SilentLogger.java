package org.omnipkg.daemon.internal;

import java.lang.reflect.Proxy;
import org.osgi.service.log.Logger;

/** A logger for tests: nothing is enabled, nothing is kept. */
final class SilentLogger {
  private SilentLogger() {}

  static Logger make() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
  }
}
