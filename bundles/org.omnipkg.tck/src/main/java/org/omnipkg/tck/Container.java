package org.omnipkg.tck;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.omnipkg.tck.probe.Activator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A framework with Declarative Services and the contracts, and nothing else of the house. */
final class Container implements AutoCloseable {
  static final String MODEL = "org.omnipkg.model";
  static final String SPI = "org.omnipkg.spi";

  /** Carried inside this jar: what a build chose for its class path may not fit together. */
  private static final List<String> SERVICES = List.of("function", "promise", "component", "scr");

  private static final List<String> PROBE =
      List.of("Activator", "EmptyDesk", "Lease", "Lease$Call", "Visit");

  private final Path room;
  private final ClassPath path;
  private final Framework framework;

  private Container(Path room, ClassPath path, Framework framework) {
    this.room = room;
    this.path = path;
    this.framework = framework;
  }

  /**
   * Starts one.
   *
   * @param room an empty folder
   * @param libraries symbolic names of further bundles on the class path
   */
  static Container open(Path room, List<String> libraries) {
    try {
      Path scratch = Files.createDirectories(room.resolve("scratch"));
      Framework framework =
          new FrameworkFactory()
              .newFramework(
                  Map.of(
                      Constants.FRAMEWORK_STORAGE,
                      room.resolve("framework").toString(),
                      Activator.SCRATCH,
                      scratch.toString(),
                      "felix.log.level",
                      "0"));
      framework.start();
      Container container = new Container(room, new ClassPath(), framework);
      List<String> names = new ArrayList<>(List.of(MODEL, SPI));
      names.addAll(libraries);
      for (String name : names) {
        container.install(container.contract(name), name);
      }
      for (String name : SERVICES) {
        container.install(bytes("org/omnipkg/tck/container/" + name + ".jar"), name);
      }
      container.install(probe(), "probe");
      for (Bundle bundle : framework.getBundleContext().getBundles()) {
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
          bundle.start();
        }
      }
      return container;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BundleException e) {
      throw new IllegalStateException("the framework of the test does not start", e);
    }
  }

  /** The jar of a bundle on the class path. */
  Path contract(String symbolicName) {
    return ClassPath.jar(path.bundle(symbolicName), room.resolve(symbolicName + ".jar"));
  }

  private void install(Path jar, String location) throws BundleException, IOException {
    try (InputStream in = Files.newInputStream(jar)) {
      framework.getBundleContext().installBundle(location, in);
    }
  }

  private void install(byte[] jar, String location) throws BundleException {
    framework.getBundleContext().installBundle(location, new ByteArrayInputStream(jar));
  }

  /** Installs the add-on, without starting it. */
  Bundle install(Path jar) {
    try {
      install(jar, "add-on");
      return framework.getBundleContext().getBundle("add-on");
    } catch (BundleException e) {
      throw new AssertionError("`" + jar.getFileName() + "` is no bundle: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every bundle here, the framework among them. */
  List<Bundle> bundles() {
    return List.of(framework.getBundleContext().getBundles());
  }

  /** The services of a bundle whose contract is one of those in the package of the SPI. */
  List<ServiceReference<?>> services(Bundle bundle) {
    ServiceReference<?>[] all = bundle.getRegisteredServices();
    return all == null
        ? List.of()
        : Arrays.stream(all)
            .filter(service -> contracts(service).stream().anyMatch(c -> c.startsWith(SPI + ".")))
            .toList();
  }

  /** Whether there is an object behind a service. */
  boolean isMade(ServiceReference<?> service) {
    boolean made = framework.getBundleContext().getService(service) != null;
    framework.getBundleContext().ungetService(service);
    return made;
  }

  /** The types a service is registered under. */
  static List<String> contracts(ServiceReference<?> service) {
    return List.of((String[]) service.getProperty(Constants.OBJECTCLASS));
  }

  /** Asks the language in the container; see {@link Activator}. */
  Object ask(String question) throws Exception {
    var context = framework.getBundleContext();
    var found =
        context.getServiceReferences(Callable.class, "(" + Activator.NAME + "=" + question + ")");
    Callable<?> probe = context.getService(found.iterator().next());
    return probe.call();
  }

  private static byte[] probe() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.omnipkg.tck.probe");
    main.putValue(Constants.BUNDLE_ACTIVATOR, Activator.class.getName());
    main.putValue(
        Constants.IMPORT_PACKAGE, MODEL + "," + SPI + ",org.osgi.framework,org.osgi.util.tracker");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (String simple : PROBE) {
        String file = "org/omnipkg/tck/probe/" + simple + ".class";
        out.putNextEntry(new ZipEntry(file));
        out.write(bytes(file));
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = Container.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IOException(file + " is not in org.omnipkg.tck");
      }
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(0);
    } catch (BundleException e) {
      throw new IllegalStateException("the framework of the test does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
