package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Execution;
import org.omnipkg.api.Health;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The bundles that ship, in a framework: from a folder of wheels to code that runs. */
@ExtendWith(PaxExamExtension.class)
public class HouseIT {
  @Inject private BundleContext context;
  @Inject private Packages packages;
  @Inject private Execution execution;
  @Inject private Health health;

  @Configuration
  public static Option[] config() throws Exception {
    Path home = Files.createTempDirectory("omnipkg-house");
    Path wheels = home.resolve("wheels");
    org.omnipkg.tck.TinyWheel.of("sun", "1.0")
        .needs("planet>=2")
        .script("shine", "sun:main")
        .file(
            "sun/__init__.py",
            "import planet\n__version__ = '1.0'\ndef main():\n    print('shine on', planet.__version__)\n")
        .into(wheels);
    org.omnipkg.tck.TinyWheel.of("planet", "1.0").into(wheels);
    org.omnipkg.tck.TinyWheel.of("planet", "2.1").into(wheels);
    org.omnipkg.tck.TinyWheel.of("moon", "3.0").needs("planet<2").into(wheels);
    List<Option> options = new ArrayList<>();
    Distribution.bundles()
        .forEach(jar -> options.add(CoreOptions.bundle("reference:" + jar.toUri())));
    for (String library :
        List.of("junit-jupiter-api", "junit-platform-commons", "org.opentest4j")) {
      options.add(CoreOptions.bundle("reference:" + locate(library).toURI()));
    }
    options.add(frameworkProperty("felix.cache.locking").value("false"));
    options.add(frameworkProperty("omnipkg.home").value(home.toString()));
    options.add(frameworkProperty("omnipkg.dist").value(Distribution.folder().toString()));
    options.add(frameworkProperty("omnipkg.version").value("test"));
    options.add(frameworkProperty("omnipkg.build").value("test"));
    options.add(frameworkProperty("gosh.args").value("--nointeractive --noshutdown"));
    options.add(systemProperty("omnipkg.test.wheels").value(wheels.toString()));
    options.add(systemProperty("pax.exam.osgi.unresolved.fail").value("true"));
    return options.toArray(Option[]::new);
  }

  /** The class-path entry that is the named bundle. */
  private static File locate(String symbolicName) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")
          && Distribution.symbolicName(Distribution.manifest(Path.of(entry)))
              .equals(symbolicName)) {
        return new File(entry);
      }
    }
    throw new IllegalArgumentException("not on the test class path: " + symbolicName);
  }

  @Test
  public void every_bundle_is_active_and_every_component_satisfied() {
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
      assertTrue(
          fragment || (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0,
          bundle + " is in state " + bundle.getState());
    }
    Health.Finding services =
        health.examine(caller()).stream()
            .filter(finding -> finding.subject().equals("services"))
            .findFirst()
            .orElseThrow();
    assertEquals("ok", services.level(), String.join("\n", services.tree()));
  }

  @Test
  public void a_resolver_that_arrives_at_run_time_is_used_at_once() throws Exception {
    assertEquals("resolver.unknown", refused("a", "first-fit", "sun"));
    ServiceRegistration<Solver> registration = register();
    try {
      Receipt receipt = packages.install(caller(), request("a", "first-fit", "sun"));
      assertEquals(1, receipt.generation());
      assertEquals(
          List.of("planet 2.1", "sun 1.0"),
          packages.list(caller(), "a").stream().map(p -> p.name() + " " + p.version()).toList());
      assertEquals("shine on 2.1", run("a", "shine"));
      assertEquals("1.0", run("a", "python", "-c", "import sun; print(sun.__version__)"));
      assertFalse(packages.install(caller(), request("a", "first-fit", "sun")).changed());

      Receipt gone = packages.uninstall(caller(), new UninstallRequest("a", List.of("sun"), false));
      assertEquals(2, gone.generation());
      assertEquals(List.of(), packages.list(caller(), "a"));
    } finally {
      registration.unregister();
    }
    assertEquals("resolver.unknown", refused("b", "first-fit", "sun"));
  }

  @Test
  public void two_writers_of_one_environment_take_turns() throws Exception {
    ServiceRegistration<Solver> registration = register();
    try {
      CompletableFuture<Receipt> one =
          CompletableFuture.supplyAsync(
              () -> packages.install(caller(), request("c", "first-fit", "planet==2.1")));
      CompletableFuture<Receipt> other =
          CompletableFuture.supplyAsync(
              () -> packages.install(caller(), request("c", "first-fit", "sun")));
      one.get();
      other.get();
      assertEquals(
          List.of("planet", "sun"),
          packages.list(caller(), "c").stream().map(Packages.Installed::name).toList());
    } finally {
      registration.unregister();
    }
  }

  @Test
  public void the_python_bundle_can_be_updated_while_the_house_runs() throws Exception {
    ServiceRegistration<Solver> registration = register();
    try {
      Bundle python = bundle("org.omnipkg.ecosystem.python");
      packages.install(caller(), request("d", "first-fit", "planet"));
      for (int i = 0; i < 3; i++) {
        python.update();
        assertEquals(1, packages.list(caller(), "d").size());
        packages.install(caller(), request("d" + i, "first-fit", "moon"));
        assertEquals("3.0", run("d" + i, "python", "-c", "import moon; print(moon.__version__)"));
      }
    } finally {
      registration.unregister();
    }
  }

  @Test
  public void a_stopped_language_is_missed_by_name() throws Exception {
    Bundle python = bundle("org.omnipkg.ecosystem.python");
    python.stop();
    try {
      assertEquals("ecosystem.unknown", refused("e", "first-fit", "sun"));
    } finally {
      python.start();
    }
  }

  private ServiceRegistration<Solver> register() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(Ecosystem.ID, "python");
    properties.put(Solver.NAME, "first-fit");
    return context.registerService(Solver.class, new FirstFit(), properties);
  }

  private Bundle bundle(String name) {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().equals(name)) {
        return bundle;
      }
    }
    throw new IllegalStateException(name);
  }

  private String refused(String environment, String resolver, String word) {
    return assertThrows(
            Refusal.class, () -> packages.install(caller(), request(environment, resolver, word)))
        .diagnostic()
        .code();
  }

  private String run(String environment, String... command) throws Exception {
    Execution.Plan plan = execution.exec(caller(), environment, List.of(command));
    List<String> argv = new ArrayList<>(plan.argv());
    argv.set(0, plan.executable().toString());
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static InstallRequest request(String environment, String resolver, String word) {
    return new InstallRequest(
        environment,
        List.of(word),
        List.of(),
        Optional.empty(),
        Optional.of(resolver),
        Optional.of(System.getProperty("omnipkg.test.wheels")),
        List.of(),
        List.of(System.getProperty("omnipkg.test.wheels")),
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
