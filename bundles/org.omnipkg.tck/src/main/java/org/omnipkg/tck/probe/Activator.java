package org.omnipkg.tck.probe;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * What asks the questions inside the container, where the classes of the contracts are those an
 * add-on meets. Its answers are {@link Callable}s, told apart by the property {@link #NAME}; each
 * call leases the language.
 */
public final class Activator implements BundleActivator {
  /** Framework property: an existing folder. */
  public static final String SCRATCH = "omnipkg.tck.scratch";

  /** Service property: which question a {@link Callable} asks. */
  public static final String NAME = "omnipkg.tck.question";

  /** Asks each part something; answers a list of what was wrong. */
  public static final String VISIT = "visit";

  /** Asks the language for its id. */
  public static final String ID = "id";

  @Override
  public void start(BundleContext context) {
    Lease lease = new Lease(context);
    EmptyDesk desk = new EmptyDesk(Path.of(context.getProperty(SCRATCH)));
    new ServiceTracker<>(context, Ecosystem.class, lease).open();
    answer(context, VISIT, () -> lease.lend(language -> new Visit(language, desk).complaints()));
    answer(context, ID, () -> lease.lend(Ecosystem::id));
  }

  private static void answer(BundleContext context, String question, Callable<?> answer) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(NAME, question);
    context.registerService(Callable.class, answer, properties);
  }

  @Override
  public void stop(BundleContext context) {}
}
