package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Plugins;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Installs and listings go on while Python's bundle is exchanged under them. */
@ExtendWith(PaxExamExtension.class)
public class HotSwapIT {
  private static final String PYTHON = "org.omnipkg.ecosystem.python";
  private static final int CALLS = 1000;
  private static final int UPDATES = 50;
  private static final int THREADS = 4;

  /**
   * Weak caches let go at the next solving, the JDK remembers the last types it converted to: a few
   * for a while, where a leak would keep all of {@link #UPDATES}.
   */
  private static final int SPARE = 10;

  @Inject private BundleContext context;
  @Inject private Packages packages;
  @Inject private Plugins plugins;

  @Configuration
  public static Option[] config() throws Exception {
    List<Option> options = new ArrayList<>(List.of(HouseIT.config()));
    options.add(
        frameworkProperty(Constants.FRAMEWORK_BSNVERSION)
            .value(Constants.FRAMEWORK_BSNVERSION_MULTIPLE));
    return options.toArray(Option[]::new);
  }

  @Test
  public void a_thousand_calls_do_not_notice_fifty_updates() throws Exception {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(Ecosystem.ID, "python");
    properties.put(Solver.NAME, "first-fit");
    context.registerService(Solver.class, new FirstFit(), properties);
    Path jars = Files.createTempDirectory("omnipkg-hot");
    Path shipped = Path.of(URI.create(python(false).getLocation().replace("reference:", "")));
    for (int thread = 0; thread < THREADS; thread++) {
      install(thread, 0);
    }
    for (int round = 0; round < 4; round++) {
      exchange(round, shipped, jars);
      install(0, round);
    }
    plugins.remove(caller(), PYTHON);
    String before = histogram();

    ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger updates = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      int own = thread;
      pool.execute(
          () -> {
            while (begun.get() < CALLS || updates.get() < UPDATES) {
              int call = begun.getAndIncrement();
              try {
                if (call % 2 == 0) {
                  install(own, call / 2);
                } else {
                  assertEquals(1, packages.list(caller(), "e" + own).size());
                  assertTrue(
                      packages.list(caller(), "e" + own).get(0).purl().startsWith("pkg:pypi/"));
                }
              } catch (Throwable failure) {
                errors.add(failure);
              }
            }
          });
    }
    pool.shutdown();
    while (updates.get() < UPDATES) {
      if (begun.get() >= updates.get() * CALLS / UPDATES) {
        exchange(updates.get(), shipped, jars);
        updates.incrementAndGet();
      } else {
        Thread.sleep(1);
      }
    }
    assertTrue(pool.awaitTermination(20, TimeUnit.MINUTES));
    assertEquals("", told(errors));
    assertTrue(begun.get() >= CALLS);

    plugins.remove(caller(), PYTHON);
    assertEquals(Bundle.ACTIVE, python(false).getState());
    install(0, 0);
    String after = histogram();
    String type = PYTHON + ".internal.PythonEcosystem";
    assertEquals(1, loaders(after, type), after);
    assertEquals(instances(before, type), instances(after, type));
    // One per bundle, and what the next collection takes: a leak would keep fifty.
    long kept = classLoaders(after) - context.getBundles().length;
    for (int turn = 0; kept > SPARE && turn < 20; turn++) {
      packages.install(caller(), request("fresh" + turn, "planet==2.1")); // resolves anew
      kept = classLoaders(histogram()) - context.getBundles().length;
    }
    assertTrue(kept <= SPARE, kept + " class loaders more than bundles");
  }

  /** By turns side by side, with a newer, the same or an older version, and in place. */
  private void exchange(int round, Path shipped, Path jars) throws Exception {
    if (round % 2 == 1) {
      Bundle serving =
          Arrays.stream(context.getBundles())
              .filter(b -> b.getSymbolicName().equals(PYTHON) && b.getState() == Bundle.ACTIVE)
              .findFirst()
              .orElseThrow();
      serving.update();
      return;
    }
    List<String> versions = List.of("0.2.0", "0.3.0", "0.3.0", "0.0.1");
    Path jar = jars.resolve("python-" + round + ".jar");
    String version = versions.get(round / 2 % versions.size());
    Manifested.copy(
        shipped, jar, Map.of(Constants.BUNDLE_VERSION, version, "Round", Integer.toString(round)));
    Plugins.Plugin now = plugins.update(caller(), new Plugins.Wish(jar.toString(), false));
    assertEquals("active", now.state());
  }

  private Bundle python(boolean added) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals(PYTHON))
        .filter(bundle -> bundle.getLocation().startsWith("reference:") != added)
        .findFirst()
        .orElseThrow();
  }

  private void install(int thread, int turn) {
    String word = turn % 2 == 0 ? "planet==2.1" : "planet==1.0";
    packages.install(caller(), request("e" + thread, word));
  }

  private static String told(Iterable<Throwable> errors) {
    StringWriter text = new StringWriter();
    for (Throwable error : errors) {
      error.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  /** Every class with live instances; a class once per loader. */
  private static String histogram() throws Exception {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
  }

  private static long classLoaders(String histogram) {
    return instances(histogram, "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader");
  }

  private static long loaders(String histogram, String type) {
    return histogram.lines().filter(line -> line.strip().endsWith(" " + type)).count();
  }

  private static long instances(String histogram, String type) {
    return histogram
        .lines()
        .filter(line -> line.strip().endsWith(" " + type))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
        .sum();
  }

  private static InstallRequest request(String environment, String word) {
    String wheels = System.getProperty("omnipkg.test.wheels");
    return new InstallRequest(
        environment,
        List.of(word),
        List.of(),
        Optional.empty(),
        Optional.of("first-fit"),
        Optional.of(wheels),
        List.of(),
        List.of(wheels),
        false,
        false,
        true,
        false);
  }

  private static Caller caller() {
    return new Caller(
        Map.of("PATH", System.getenv("PATH"), "HOME", System.getProperty("user.home")),
        Path.of("/"),
        false,
        Duration.ofSeconds(60),
        Progress.SILENT);
  }
}
