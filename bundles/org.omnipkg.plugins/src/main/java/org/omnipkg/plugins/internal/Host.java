package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.log.Logger;

/**
 * The framework, as far as plugins need it. An added bundle's location is its file with a mark that
 * names the content: the same file is never there twice, another one is another bundle.
 */
final class Host {
  private static final String MARK = Bounds.MARK;

  private final BundleContext context;
  private final Logger log;

  Host(BundleContext context, Logger log) {
    this.context = context;
    this.log = log;
  }

  BundleContext context() {
    return context;
  }

  List<Bundle> bundles() {
    return Arrays.asList(context.getBundles());
  }

  static boolean added(Bundle bundle) {
    return bundle.getLocation().contains(MARK);
  }

  /** SHA-256 of the file an added bundle came from. */
  static String digest(Bundle bundle) {
    String location = bundle.getLocation();
    int mark = location.indexOf(MARK);
    return mark < 0 ? "" : location.substring(mark + MARK.length());
  }

  List<Bundle> named(String name, boolean added) {
    return bundles().stream()
        .filter(bundle -> name.equals(bundle.getSymbolicName()) && added(bundle) == added)
        .toList();
  }

  private static String location(Path place, String digest) {
    return place.toUri() + MARK + digest;
  }

  Optional<Bundle> find(Path place, String digest) {
    return Optional.ofNullable(context.getBundle(location(place, digest)));
  }

  Bundle install(PluginJar jar, Path place) {
    try (InputStream in = Files.newInputStream(jar.file())) {
      return context.installBundle(location(place, jar.digest()), in);
    } catch (IOException | BundleException e) {
      throw doesNotStart(jar.title(), List.of(first(e)), e);
    }
  }

  void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      throw doesNotStart(title(bundle), List.of(first(e)), e);
    }
  }

  /** Ends it until the next start of the framework; its calls are drained on the way. */
  void rest(Bundle bundle) {
    try {
      bundle.stop(Bundle.STOP_TRANSIENT);
    } catch (BundleException e) {
      log.warn("{} did not stop", title(bundle), e);
    }
  }

  /** Drained, stopped and taken out, whatever it does about it. */
  void leave(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      log.warn("{} did not leave in order", title(bundle), e);
    }
    Collection<Bundle> pending =
        wiring().getRemovalPendingBundles().stream().filter(Host::added).toList();
    if (!pending.isEmpty()) {
      wiring().refreshBundles(pending);
    }
  }

  FrameworkWiring wiring() {
    return Optional.ofNullable(
            context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class))
        .orElseThrow();
  }

  static String title(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  static Refusal doesNotStart(String title, List<String> why, Throwable cause) {
    return new Refusal(
        Diagnostic.user("plugin.does-not-start", "`" + title + "` does not start", "").with(why),
        cause);
  }

  /** The first line of the innermost cause that says something. */
  private static String first(Throwable failure) {
    String said = failure.toString();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one.getMessage() != null) {
        said = one instanceof BundleException ? one.getMessage() : one.toString();
      }
    }
    return said.lines().findFirst().orElse("").strip();
  }
}
