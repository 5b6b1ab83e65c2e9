package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
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
import org.omnipkg.tck.probe.Activator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;

/**
 * What every add-on that brings a language or a resolver promises as a bundle. Extend it and name
 * the jar, by the system property {@value #JAR} or by {@link #jar()}: it is put into a framework
 * that has the contracts and nothing else of the house.
 */
@Contract("The bundle: living in the house")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BundleContract {
  /** System property: the built jar, or the folder of classes and manifest it is packed from. */
  public static final String JAR = "omnipkg.bundle";

  private static final int ROUNDS = 20;
  private static final int JAVA_17 = 61;

  private @Nullable Container container;
  private @Nullable Path jar;
  private @Nullable Signatures signatures;
  private @Nullable Exchanges exchanges;
  private @Nullable Bundle bundle;

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

  /**
   * Whether it brings a language. False for an add-on that brings resolvers alone: what is asked of
   * a language is not asked of it.
   */
  protected boolean language() {
    return true;
  }

  /** How many stops and updates; fewer where the laws themselves are on trial. */
  int rounds() {
    return ROUNDS;
  }

  @BeforeAll
  final void open(@TempDir Path temporary) {
    Path named = jar().toAbsolutePath();
    assertTrue(Files.exists(named), "there is no `" + named + "`: build the add-on first");
    container = Container.open(temporary.resolve("container"), libraries());
    jar = ClassPath.jar(named, temporary.resolve("add-on.jar"));
    signatures =
        new Signatures(
            jar, List.of(here().contract(Container.MODEL), here().contract(Container.SPI)));
  }

  @AfterAll
  final void close() {
    if (container != null) {
      container.close();
    }
  }

  @BeforeEach
  final void install() {
    bundle = here().install(Objects.requireNonNull(jar));
  }

  @AfterEach
  final void uninstall() throws BundleException {
    addOn().uninstall();
  }

  private Container here() {
    return Objects.requireNonNull(container);
  }

  private Bundle addOn() {
    return Objects.requireNonNull(bundle);
  }

  private Signatures signatures() {
    return Objects.requireNonNull(signatures);
  }

  private List<String> unmet() {
    return Wires.unmet(addOn(), here().bundles());
  }

  /** Starts it, where that is not what is on trial. */
  private void started() throws BundleException {
    assumeTrue(unmet().isEmpty(), "it does not resolve");
    addOn().start();
  }

  private List<ServiceReference<?>> languages() {
    return here().services(addOn()).stream()
        .filter(service -> Container.contracts(service).contains(Ecosystem.class.getName()))
        .toList();
  }

  private List<ServiceReference<?>> resolvers() {
    return here().services(addOn()).stream()
        .filter(service -> Container.contracts(service).contains(Solver.class.getName()))
        .toList();
  }

  /** Whether what it brings is there and can be had. */
  private boolean isBack() {
    return language()
        ? there()
        : !resolvers().isEmpty() && resolvers().stream().allMatch(here()::isMade);
  }

  private void serving() throws BundleException {
    started();
    assumeTrue(there(), "it registers no Ecosystem");
  }

  /** Whether a language is there and can be had. */
  private boolean there() {
    return languages().stream().anyMatch(here()::isMade);
  }

  private void polite() throws Exception {
    serving();
    assumeTrue(here().ask(Activator.VISIT).equals(List.of()), "its parts do not answer");
  }

  @Test
  public void it_has_a_name_and_a_version_of_its_own() {
    assertFalse(
        addOn().getSymbolicName() == null || addOn().getVersion().equals(Version.emptyVersion),
        "its manifest has no Bundle-SymbolicName or no Bundle-Version; the house takes the newest"
            + " of a name, so each build that is given away needs a version of its own");
  }

  @Test
  public void it_imports_nothing_of_the_house_but_the_contracts() {
    List<String> crossings = new ArrayList<>();
    for (Wires.Import wanted : Wires.imports(addOn())) {
      boolean contract = List.of(Container.MODEL, Container.SPI).contains(wanted.name());
      if (wanted.name().startsWith("org.omnipkg.") && !contract && !exports(wanted.name())) {
        crossings.add("Import-Package: " + wanted.name());
      } else if (wanted.dynamic() && wanted.name().contains("*")) {
        crossings.add("DynamicImport-Package: " + wanted.name());
      }
    }
    Wires.demands(addOn(), BundleNamespace.BUNDLE_NAMESPACE)
        .forEach(demand -> crossings.add("Require-Bundle: " + demand.getDirectives()));
    assertEquals(
        List.of(),
        crossings,
        "an add-on may import org.omnipkg.model and org.omnipkg.spi; whatever else of the house it"
            + " names can change or go without notice");
  }

  private boolean exports(String name) {
    return !Wires.exported(name, List.of(addOn())).equals(Wires.NONE);
  }

  @Test
  public void it_says_up_to_which_version_of_a_contract_it_works() {
    List<String> open = new ArrayList<>();
    for (Wires.Import wanted : Wires.imports(addOn())) {
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
        signatures().own().stream()
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
        signatures().own().stream()
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
        told(signatures().absent(), "uses"),
        "compiled against other contracts than it will meet");
  }

  @Test
  public void what_it_promises_by_a_contract_it_implements() {
    assertEquals(
        List.of(),
        told(signatures().unimplemented(), "does not implement"),
        "compiled against other contracts than it will meet");
  }

  private List<String> told(List<Signatures.Mismatch> mismatches, String how) {
    return mismatches.stream()
        .map(
            m ->
                m.type()
                    + " "
                    + how
                    + " "
                    + m.member()
                    + "; here is "
                    + m.contract()
                    + " "
                    + Wires.exported(m.contract(), here().bundles())
                    + ", the add-on imports "
                    + range(m.contract()))
        .toList();
  }

  private String range(String contract) {
    return Wires.imports(addOn()).stream()
        .filter(wanted -> wanted.name().equals(contract))
        .map(Wires.Import::filter)
        .findFirst()
        .orElse("no version of it");
  }

  @Test
  public void it_resolves_with_the_contracts_alone() throws BundleException {
    assertEquals(
        List.of(),
        unmet(),
        "nobody here has what it wants; carry libraries inside (bnd: -includeresource or"
            + " -conditionalpackage), or import them with resolution:=optional");
    addOn().start();
    assertEquals(Bundle.ACTIVE, addOn().getState(), "it does not become active");
  }

  @Test
  public void it_registers_exactly_one_ecosystem() throws BundleException {
    assumeTrue(language(), "it brings no language");
    started();
    assertEquals(
        1,
        languages().size(),
        "an add-on brings one service of type "
            + Ecosystem.class.getName()
            + ": a class with @Component(property = Ecosystem.ID + \"=...\") whose constructor"
            + " does not fail");
    assertTrue(
        there(),
        "the Ecosystem is announced but cannot be made: its constructor or its @Activate method"
            + " throws (Declarative Services tells it on the output of the test)");
  }

  @Test
  public void its_services_say_whose_they_are() throws Exception {
    serving();
    Object id = here().ask(Activator.ID);
    for (ServiceReference<?> service : here().services(addOn())) {
      assertEquals(
          id,
          service.getProperty(Ecosystem.ID),
          "the property "
              + Ecosystem.ID
              + " of "
              + Container.contracts(service)
              + " must be what id() answers");
    }
  }

  @Test
  public void its_manifest_says_which_language_it_brings() throws Exception {
    serving();
    Object id = here().ask(Activator.ID);
    assertEquals(
        List.of(id),
        Wires.offers(addOn(), Ecosystem.ID),
        "the manifest must provide the capability "
            + Ecosystem.ID
            + " with what id() answers, so that others can require it: put @ProvidesEcosystem(\""
            + id
            + "\") on the Ecosystem's class");
  }

  @Test
  public void each_resolver_is_there_as_its_manifest_says() throws BundleException {
    started();
    List<String> there =
        resolvers().stream()
            .map(
                service ->
                    service.getProperty(Solver.NAME) + " of " + service.getProperty(Ecosystem.ID))
            .sorted()
            .toList();
    assertEquals(
        Wires.resolvers(addOn()),
        there,
        "the capabilities "
            + Solver.NAME
            + " of the manifest and the services of type "
            + Solver.class.getName()
            + " are not the same: put @ProvidesSolver on the class of each, with the name and the"
            + " language of its properties");
    assertTrue(
        language() || !there.isEmpty(), "it brings no resolver, and language() says no language");
    assertTrue(
        resolvers().stream().allMatch(here()::isMade),
        "a resolver is announced but cannot be made: its constructor or its @Activate method throws"
            + " (Declarative Services tells it on the output of the test)");
  }

  @Test
  public void each_part_answers_or_refuses_politely() throws Exception {
    serving();
    assertEquals(
        List.of(),
        here().ask(Activator.VISIT),
        "a part answers with a value or refuses with an org.omnipkg.model.Refusal, also where"
            + " nothing can be fetched or run");
  }

  @Test
  public void it_survives_twenty_stops_and_starts() throws Exception {
    if (language()) {
      polite();
    } else {
      started();
      assumeTrue(isBack(), "it registers no Solver");
    }
    for (int round = 1; round <= rounds(); round++) {
      addOn().stop();
      assertEquals(List.of(), here().services(addOn()), "services stay after stop " + round);
      addOn().start();
      assertTrue(isBack(), "what it brings is not back after start " + round);
      if (language()) {
        assertEquals(List.of(), here().ask(Activator.VISIT), "after start " + round);
      }
    }
  }

  private Exchanges exchanged() throws Exception {
    Exchanges done = exchanges;
    if (done == null) {
      polite();
      done = new Exchanges(here(), addOn(), Objects.requireNonNull(jar));
      done.run(rounds());
      exchanges = done;
    }
    return done;
  }

  @Test
  public void it_survives_twenty_updates_under_calls() throws Exception {
    assertEquals(List.of(), List.copyOf(exchanged().complaints()));
  }

  @Test
  public void what_was_updated_leaves_no_class_loader_behind() throws Exception {
    Exchanges done = exchanged();
    assumeTrue(done.complaints().isEmpty(), "an update fails");
    addOn().stop();
    int held = done.held();
    assertEquals(
        0,
        held,
        () ->
            "revisions that are gone are still held: stop your threads in @Deactivate, leave nothing"
                + " in statics and thread locals of others; threads of theirs: "
                + done.threads());
  }
}
