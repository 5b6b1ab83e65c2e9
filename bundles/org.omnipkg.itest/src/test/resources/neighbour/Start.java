package bad;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An activator that does not come back, when the id says so. */
public final class Start implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    switch (Bad.read()) {
      case "activating" -> Bad.spin();
      case "activating-locked" -> Bad.lock();
      case "activating-exit" -> System.exit(3);
      default -> {}
    }
  }

  @Override
  public void stop(BundleContext context) {
    if (Bad.read().equals("stopping")) {
      Bad.spin();
    }
  }
}
