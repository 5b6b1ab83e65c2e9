package org.omnipkg.resolve.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Surveyor;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The one holder of dynamic references to languages, resolvers and skills. */
@Component(immediate = true)
public final class LeasedLanguages implements Languages {
  private static final long DRAIN_MILLIS = 30_000;

  private final Logger log;
  private final long drainMillis;
  private final Registry<Ecosystem> ecosystems = new Registry<>();
  private final Registry<Solver> solvers = new Registry<>();
  private final Registry<RuntimeSource> runtimes = new Registry<>();
  private final Registry<Builder> builders = new Registry<>();
  private final Registry<ClientSettings> clients = new Registry<>();
  private final Registry<Surveyor> surveyors = new Registry<>();
  private final Map<Class<?>, Registry<?>> skills =
      Map.of(
          RuntimeSource.class, runtimes,
          Builder.class, builders,
          ClientSettings.class, clients,
          Surveyor.class, surveyors);

  @Activate
  public LeasedLanguages(@Reference(service = LoggerFactory.class) Logger log) {
    this(log, DRAIN_MILLIS);
  }

  LeasedLanguages(Logger log, long drainMillis) {
    this.log = log;
    this.drainMillis = drainMillis;
  }

  @Override
  public Lease<Ecosystem> ecosystem(String idOrAlias) {
    return ecosystems
        .lease(t -> id(t).equals(idOrAlias) || aliases(t).contains(idOrAlias))
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "ecosystem.unknown",
                        "there is no language `" + idOrAlias + "`",
                        known("languages", ids()))));
  }

  @Override
  public <S> Optional<Lease<S>> skill(Class<S> kind, String ecosystem) {
    @SuppressWarnings("unchecked") // the map pairs each class with the registry of its services
    Registry<S> registry = (Registry<S>) skills.get(kind);
    return registry == null
        ? Optional.empty()
        : registry.lease(tenant -> id(tenant).equals(ecosystem));
  }

  @Override
  public Lease<Solver> solver(String ecosystem, String name) {
    return solvers
        .lease(t -> id(t).equals(ecosystem) && t.property(Solver.NAME).equals(name))
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "resolver.unknown",
                        "there is no resolver `" + name + "` for " + ecosystem,
                        known("resolvers", solvers(ecosystem)))));
  }

  @Override
  public List<String> ids() {
    return names(ecosystems, LeasedLanguages::id, "");
  }

  @Override
  public List<String> solvers(String ecosystem) {
    return names(solvers, tenant -> tenant.property(Solver.NAME), ecosystem);
  }

  private static <S> List<String> names(
      Registry<S> registry, Function<Tenant<S>, String> name, String ecosystem) {
    return registry.stream()
        .filter(tenant -> ecosystem.isEmpty() || id(tenant).equals(ecosystem))
        .map(name)
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static String known(String what, List<String> names) {
    return names.isEmpty()
        ? "no " + what + " are loaded; `omnipkg doctor` tells why"
        : what + " here: " + String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }

  private static String id(Tenant<?> tenant) {
    return tenant.property(Ecosystem.ID);
  }

  private static List<String> aliases(Tenant<Ecosystem> tenant) {
    try {
      return List.copyOf(tenant.service().aliases());
    } catch (LinkageError | IllegalStateException leaving) {
      return List.of();
    }
  }

  private <S> void remove(Registry<S> registry, ServiceReference<S> reference) {
    try {
      if (!registry.remove(reference, drainMillis)) {
        log.warn(
            "{} left while calls were still running on it",
            Arrays.toString((Object[]) reference.getProperty("objectClass")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addEcosystem(Ecosystem service, ServiceReference<Ecosystem> reference) {
    ecosystems.add(service, reference);
  }

  void removeEcosystem(ServiceReference<Ecosystem> reference) {
    remove(ecosystems, reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSolver(Solver service, ServiceReference<Solver> reference) {
    solvers.add(service, reference);
  }

  void removeSolver(ServiceReference<Solver> reference) {
    remove(solvers, reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addRuntimeSource(RuntimeSource service, ServiceReference<RuntimeSource> reference) {
    runtimes.add(service, reference);
  }

  void removeRuntimeSource(ServiceReference<RuntimeSource> reference) {
    remove(runtimes, reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addBuilder(Builder service, ServiceReference<Builder> reference) {
    builders.add(service, reference);
  }

  void removeBuilder(ServiceReference<Builder> reference) {
    remove(builders, reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClientSettings(ClientSettings service, ServiceReference<ClientSettings> reference) {
    clients.add(service, reference);
  }

  void removeClientSettings(ServiceReference<ClientSettings> reference) {
    remove(clients, reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSurveyor(Surveyor service, ServiceReference<Surveyor> reference) {
    surveyors.add(service, reference);
  }

  void removeSurveyor(ServiceReference<Surveyor> reference) {
    remove(surveyors, reference);
  }
}
