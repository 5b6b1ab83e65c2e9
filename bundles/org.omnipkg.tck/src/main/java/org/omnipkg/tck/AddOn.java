package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** An add-on in a framework that has the contracts and nothing else of the house. */
final class AddOn implements AutoCloseable {
  private final Container container;
  private final Path jar;
  private final Signatures signatures;
  private @Nullable Bundle bundle;

  /**
   * @param named its jar, or the folder of classes and manifest it is packed from
   * @param temporary an empty folder
   * @param libraries symbolic names of bundles on the class path that come beside it
   */
  AddOn(Path named, Path temporary, List<String> libraries) {
    assertTrue(Files.exists(named), "there is no `" + named + "`: build the add-on first");
    container = Container.open(temporary.resolve("container"), libraries);
    jar = ClassPath.jar(named, temporary.resolve("add-on.jar"));
    signatures =
        new Signatures(
            jar, List.of(container.contract(Container.MODEL), container.contract(Container.SPI)));
  }

  @Override
  public void close() {
    container.close();
  }

  /** Puts it in, without starting it. */
  void install() {
    bundle = container.install(jar);
  }

  void uninstall() throws BundleException {
    bundle().uninstall();
  }

  Container container() {
    return container;
  }

  Path jar() {
    return jar;
  }

  Signatures signatures() {
    return signatures;
  }

  Bundle bundle() {
    return Objects.requireNonNull(bundle);
  }

  /** What it wants and nobody has. */
  List<String> unmet() {
    return Wires.unmet(bundle(), container.bundles());
  }

  /** Starts it, where that is not what is on trial. */
  void start() throws BundleException {
    assumeTrue(unmet().isEmpty(), "it does not resolve");
    bundle().start();
  }

  List<ServiceReference<?>> services() {
    return container.services(bundle());
  }

  List<ServiceReference<?>> languages() {
    return services(Ecosystem.class);
  }

  List<ServiceReference<?>> resolvers() {
    return services(Solver.class);
  }

  private List<ServiceReference<?>> services(Class<?> contract) {
    return services().stream()
        .filter(service -> Container.contracts(service).contains(contract.getName()))
        .toList();
  }

  boolean isMade(ServiceReference<?> service) {
    return container.isMade(service);
  }

  boolean exports(String name) {
    return !Wires.exported(name, List.of(bundle())).equals(Wires.NONE);
  }

  /** Where it and a contract do not fit together, as sentences. */
  List<String> told(List<Signatures.Mismatch> mismatches, String how) {
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
                    + Wires.exported(m.contract(), container.bundles())
                    + ", the add-on imports "
                    + range(m.contract()))
        .toList();
  }

  private String range(String contract) {
    return Wires.imports(bundle()).stream()
        .filter(wanted -> wanted.name().equals(contract))
        .map(Wires.Import::filter)
        .findFirst()
        .orElse("no version of it");
  }
}
