package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** The framework, with every bundle of the distribution. */
final class Felix {
  private static final String DEFAULT_LOG_LEVEL = "INFO";
  private static final String DOOR = "org.omnipkg.daemon";
  private static final String PLUGINS = "org.omnipkg.plugins";
  private static final String ADDED = "#omnipkg-plugin-";
  private static final String GOGO = "org.apache.felix.gogo";
  private static final int ROOMS_LEVEL = 1;
  private static final int PLUGINS_LEVEL = 2;
  private static final int DOOR_LEVEL = 3;

  /** The interactive shell's: nobody waits for it. */
  private static final int LATE_LEVEL = 4;

  private final Distribution distribution;
  private final Home home;

  Felix(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
  }

  /**
   * Starts it; a bundle that does not start is named on standard error and left.
   *
   * @param more properties besides the common ones
   */
  Framework start(Map<String, String> more) {
    try {
      BundleCache cache = BundleCache.acquire(home, distribution);
      boolean warm = cache.warm();
      ClassPathModules modules;
      if (warm) {
        modules = ClassPathModules.load(distribution, cache.index());
      } else {
        cache.empty();
        modules = ClassPathModules.read(distribution);
        modules.save(cache.index());
      }
      Framework framework =
          new FrameworkFactory().newFramework(configuration(cache, more), modules);
      framework.init();
      if (!warm) {
        install(framework.getBundleContext(), modules);
      } else {
        rest(framework.getBundleContext());
      }
      framework.start();
      if (!warm) {
        cache.filled();
      }
      return framework;
    } catch (IOException | BundleException e) {
      throw new Trouble("client.framework", "the platform does not start: " + e.getMessage(), e);
    }
  }

  private Map<String, String> configuration(BundleCache cache, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put(Constants.FRAMEWORK_STORAGE, cache.folder().toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(LATE_LEVEL));
    // Two of a name at once: a plugin is exchanged side by side.
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put("felix.cache.locking", "false");
    properties.put("felix.log.level", "1");
    properties.put("gosh.args", "--nointeractive --noshutdown");
    // One thread finds the wiring of forty bundles sooner than a pool of them is made.
    properties.put("felix.resolver.parallelism", "1");
    properties.put("ds.cache.metadata", "true");
    properties.put("ds.lock.timeout.milliseconds", "10000");
    properties.put(
        "org.osgi.service.log.admin.loglevel",
        System.getenv().getOrDefault("OMNIPKG_LOG_LEVEL", DEFAULT_LOG_LEVEL));
    properties.put("omnipkg.home", home.path().toString());
    properties.put("omnipkg.dist", distribution.root().toString());
    properties.put("omnipkg.version", distribution.version());
    properties.put("omnipkg.build", distribution.build());
    return properties;
  }

  private void install(BundleContext context, ClassPathModules modules)
      throws IOException, BundleException {
    List<Bundle> bundles = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(distribution.bundles(), "*.jar")) {
      for (Path jar : jars) {
        bundles.add(context.installBundle(modules.location(jar)));
      }
    }
    // The door opens last, so that the first client finds the rooms wired and added plugins back.
    bundles.sort(Comparator.comparing(bundle -> level(bundle)));
    for (Bundle bundle : bundles) {
      bundle.adapt(BundleStartLevel.class).setStartLevel(level(bundle));
      if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
        start(bundle);
      }
    }
  }

  /** What was added is started by the room for it, which does not wait for ever. */
  private static void rest(BundleContext context) throws BundleException {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().contains(ADDED)) {
        bundle.stop();
      }
    }
  }

  private static int level(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    return switch (name) {
      case DOOR -> DOOR_LEVEL;
      case PLUGINS -> PLUGINS_LEVEL;
      default -> name.startsWith(GOGO) ? LATE_LEVEL : ROOMS_LEVEL;
    };
  }

  private static void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      System.err.println(
          "bundle " + bundle.getSymbolicName() + " does not start: " + e.getMessage());
    }
  }
}
