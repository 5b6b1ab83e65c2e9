package org.omnipkg.launcher;

import java.time.Duration;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/**
 * A framework that has begun to stop ends, even when a bundle that was added does not: what is
 * written is written so that it may end at any moment.
 */
final class Ending implements SynchronousBundleListener {
  /** Less than the next daemon waits for this one, more than calls on a leaving bundle take. */
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING
        && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      Thread end = new Thread(Ending::end, "omnipkg-ending");
      end.setDaemon(true);
      end.start();
    }
  }

  private static void end() {
    try {
      Thread.sleep(PATIENCE.toMillis());
      System.err.println("the platform does not stop, so it is ended");
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
