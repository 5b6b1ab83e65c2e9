package org.omnipkg.launcher;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Uses what commands use, so that a class archive made meanwhile holds it. Changes nothing. */
final class Training {
  private static final String OURS = "org/omnipkg/";
  private static final String CLASS = ".class";
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list"),
          List.of("info", "pip"),
          List.of("install", "--dry-run", "--offline", "pip"),
          List.of("--help"));
  private final Distribution distribution;
  private final Home home;

  Training(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
  }

  int run() {
    try {
      load(new JarFile(distribution.jar().toFile()));
      for (String name : distribution.classPath()) {
        load(new JarFile(distribution.bundles().resolve(name).toFile()));
      }
      new Once(distribution, home).run(COMMANDS, Training::practise);
      return 0;
    } catch (IOException e) {
      throw new Trouble("client.system", "cannot read the distribution: " + e.getMessage(), e);
    }
  }

  /** What the daemon does for practice uses most of what a solve uses. */
  private static void practise(BundleContext context) {
    try {
      for (ServiceReference<Runnable> drill :
          context.getServiceReferences(Runnable.class, "(omnipkg.practice=*)")) {
        practise(context.getService(drill));
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void practise(@Nullable Runnable drill) {
    try {
      if (drill != null) {
        drill.run();
      }
    } catch (RuntimeException | LinkageError e) {
      e.printStackTrace(); // goes to the log; the archive holds a little less then
    }
  }

  private static void load(JarFile jar) throws IOException {
    try (jar) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith(OURS) && name.endsWith(CLASS) && !name.endsWith("-info.class")) {
          load(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, Training.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // It misses something optional, so it will not be used either.
    }
  }
}
