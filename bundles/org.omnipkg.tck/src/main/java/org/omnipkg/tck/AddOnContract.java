package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;

/**
 * What every add-on promises as a bundle, whatever it brings: {@link BundleContract} for one that
 * brings a language, {@link ResolverBundleContract} for one that brings resolvers alone. It is put
 * into a framework that has the contracts and nothing else of the house.
 */
@Contract("The bundle: living in the house")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AddOnContract {
  /** System property: the built jar, or the folder of classes and manifest it is packed from. */
  public static final String JAR = "omnipkg.bundle";

  private static final int ROUNDS = 20;
  private static final int JAVA_17 = 61;

  private @Nullable AddOn addOn;

  /** There are no others: an add-on brings a language or resolvers. */
  AddOnContract() {}

  /** The add-on: its built jar, or the folder of classes and manifest it is packed from. */
  protected Path jar() {
    String named = System.getProperty(JAR);
    assertFalse(
        named == null || named.isBlank(),
        "nothing says which jar to look at: set the system property `"
            + JAR
            + "` to the jar your build makes (configuration of surefire or failsafe), or override"
            + " jar()");
    return Path.of(named);
  }

  /**
   * Symbolic names of bundles on the class path of the test that come beside the add-on. None for
   * an add-on that carries what it needs.
   */
  protected List<String> libraries() {
    return List.of();
  }

  /** How many stops and updates; fewer where the laws themselves are on trial. */
  int rounds() {
    return ROUNDS;
  }

  /** Whether what it brings is there and can be had. */
  abstract boolean isThere();

  /** What is wrong with what it brings; nothing when it does as it should. */
  abstract List<String> complaints() throws Exception;

  @BeforeAll
  final void open(@TempDir Path temporary) {
    addOn = new AddOn(jar().toAbsolutePath(), temporary, libraries());
  }

  @AfterAll
  final void close() {
    if (addOn != null) {
      addOn.close();
    }
  }

  @BeforeEach
  final void install() {
    addOn().install();
  }

  @AfterEach
  final void uninstall() throws BundleException {
    addOn().uninstall();
  }

  final AddOn addOn() {
    return Objects.requireNonNull(addOn);
  }

  @Test
  public void it_has_a_name_and_a_version_of_its_own() {
    assertFalse(
        addOn().bundle().getSymbolicName() == null
            || addOn().bundle().getVersion().equals(Version.emptyVersion),
        "its manifest has no Bundle-SymbolicName or no Bundle-Version; the house takes the newest"
            + " of a name, so each build that is given away needs a version of its own");
  }

  @Test
  public void it_imports_nothing_of_the_house_but_the_contracts() {
    List<String> crossings = new ArrayList<>();
    for (Wires.Import wanted : Wires.imports(addOn().bundle())) {
      boolean contract = List.of(Container.MODEL, Container.SPI).contains(wanted.name());
      if (wanted.name().startsWith("org.omnipkg.")
          && !contract
          && !addOn().exports(wanted.name())) {
        crossings.add("Import-Package: " + wanted.name());
      } else if (wanted.dynamic() && wanted.name().contains("*")) {
        crossings.add("DynamicImport-Package: " + wanted.name());
      }
    }
    Wires.demands(addOn().bundle(), BundleNamespace.BUNDLE_NAMESPACE)
        .forEach(demand -> crossings.add("Require-Bundle: " + demand.getDirectives()));
    assertEquals(
        List.of(),
        crossings,
        "an add-on may import org.omnipkg.model and org.omnipkg.spi; whatever else of the house it"
            + " names can change or go without notice");
  }

  @Test
  public void it_says_up_to_which_version_of_a_contract_it_works() {
    List<String> open = new ArrayList<>();
    for (Wires.Import wanted : Wires.imports(addOn().bundle())) {
      if (wanted.name().startsWith("org.omnipkg.") && !wanted.hasCeiling()) {
        open.add(wanted.name());
      }
    }
    assertEquals(
        List.of(),
        open,
        "these imports have no version range with an end, so the add-on would be tried with"
            + " contracts it does not know; bnd writes the range when model and spi are on its"
            + " class path as bundles");
  }

  @Test
  public void it_carries_no_copy_of_the_contracts() {
    List<String> copies =
        addOn().signatures().own().stream()
            .map(type -> type.name().replace('/', '.'))
            .filter(name -> name.matches("org\\.omnipkg\\.(model|spi)\\.[^.]*"))
            .toList();
    assertEquals(
        List.of(),
        copies,
        "these classes of the house are in the jar; a copy is another type, which nobody knows:"
            + " give model and spi the scope `provided`");
  }

  @Test
  public void its_classes_run_on_java_17() {
    List<String> newer =
        addOn().signatures().own().stream()
            .filter(type -> type.format() > JAVA_17)
            .map(type -> type.name().replace('/', '.') + " (format " + type.format() + ")")
            .toList();
    assertEquals(
        List.of(),
        newer,
        "the house runs on Java 17 and later, these classes do not: compile with `--release 17`");
  }

  @Test
  public void what_it_asks_of_the_contracts_is_there() {
    assertEquals(
        List.of(),
        addOn().told(addOn().signatures().absent(), "uses"),
        "compiled against other contracts than it will meet");
  }

  @Test
  public void what_it_promises_by_a_contract_it_implements() {
    assertEquals(
        List.of(),
        addOn().told(addOn().signatures().unimplemented(), "does not implement"),
        "compiled against other contracts than it will meet");
  }

  @Test
  public void it_resolves_with_the_contracts_alone() throws BundleException {
    assertEquals(
        List.of(),
        addOn().unmet(),
        "nobody here has what it wants; carry libraries inside (bnd: -includeresource or"
            + " -conditionalpackage), or import them with resolution:=optional");
    addOn().bundle().start();
    assertEquals(Bundle.ACTIVE, addOn().bundle().getState(), "it does not become active");
  }

  @Test
  public void each_resolver_is_there_as_its_manifest_says() throws BundleException {
    addOn().start();
    List<String> there =
        addOn().resolvers().stream()
            .map(
                service ->
                    service.getProperty(Solver.NAME) + " of " + service.getProperty(Ecosystem.ID))
            .sorted()
            .toList();
    assertEquals(
        Wires.resolvers(addOn().bundle()),
        there,
        "the capabilities "
            + Solver.NAME
            + " of the manifest and the services of type "
            + Solver.class.getName()
            + " are not the same: put @ProvidesSolver on the class of each, with the name and the"
            + " language of its properties");
    assertTrue(
        addOn().resolvers().stream().allMatch(addOn()::isMade),
        "a resolver is announced but cannot be made: its constructor or its @Activate method throws"
            + " (Declarative Services tells it on the output of the test)");
  }

  @Test
  public void it_survives_twenty_stops_and_starts() throws Exception {
    polite();
    for (int round = 1; round <= rounds(); round++) {
      addOn().bundle().stop();
      assertEquals(List.of(), addOn().services(), "services stay after stop " + round);
      addOn().bundle().start();
      assertTrue(isThere(), "what it brings is not back after start " + round);
      assertEquals(List.of(), complaints(), "after start " + round);
    }
  }

  /** Starts it, where what it brings is not what is on trial. */
  final void serving() throws BundleException {
    addOn().start();
    assumeTrue(isThere(), "what it brings is not there");
  }

  /** The same, where whether its parts answer is not on trial either. */
  final void polite() throws Exception {
    serving();
    assumeTrue(complaints().isEmpty(), "its parts do not answer");
  }
}
