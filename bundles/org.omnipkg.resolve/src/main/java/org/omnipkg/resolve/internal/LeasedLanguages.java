package org.omnipkg.resolve.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.spi.Finisher;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.spi.Packer;
import org.omnipkg.spi.ProjectReader;
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
  private static final long RETURN_MILLIS = 10_000;

  private final Logger log;
  private final long drainMillis;
  private final Registry registry;

  @Activate
  public LeasedLanguages(@Reference(service = LoggerFactory.class) Logger log) {
    this(log, DRAIN_MILLIS, RETURN_MILLIS);
  }

  LeasedLanguages(Logger log, long drainMillis, long returnMillis) {
    this.log = log;
    this.drainMillis = drainMillis;
    this.registry = new Registry(returnMillis);
  }

  @Override
  public Lease<Ecosystem> ecosystem(String idOrAlias) {
    return registry
        .lease(Ecosystem.class, post -> post.names().contains(idOrAlias))
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
    return registry.lease(kind, post -> post.language().equals(ecosystem));
  }

  @Override
  public Lease<Solver> solver(String ecosystem, String name) {
    return registry
        .lease(
            Solver.class, post -> post.language().equals(ecosystem) && post.names().contains(name))
        .or(
            () ->
                registry.lease(
                    Solver.class,
                    post -> post.language().equals(Solver.ANY) && post.names().contains(name)))
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "resolver.unknown",
                        "there is no resolver `" + name + "` for " + ecosystem,
                        known("resolvers", solvers(ecosystem)))));
  }

  @Override
  public <T> T steadily(Supplier<T> call) {
    long before = registry.departed();
    try {
      return call.get();
    } catch (RuntimeException | LinkageError broken) {
      if (registry.departed() == before || !Exchange.broke(broken)) {
        throw broken;
      }
      log.info("a bundle was exchanged under a call, which is run again: {}", broken.toString());
    }
    before = registry.departed();
    try {
      return call.get();
    } catch (RuntimeException | LinkageError broken) {
      if (registry.departed() == before || !Exchange.broke(broken)) {
        throw broken;
      }
      throw Exchange.refusal("a language or a resolver", broken);
    }
  }

  @Override
  public List<String> ids() {
    return registry.posts().stream()
        .filter(post -> post.kind() == Ecosystem.class)
        .map(Post::language)
        .filter(id -> !id.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<String> solvers(String ecosystem) {
    return registry.posts().stream()
        .filter(post -> post.kind() == Solver.class)
        .filter(post -> Set.of(ecosystem, Solver.ANY).contains(post.language()))
        .flatMap(post -> post.names().stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public long edition() {
    return registry.edition();
  }

  @Override
  public <T> Callable<T> deputed(Callable<T> work) {
    return Deputy.of(work);
  }

  private static String known(String what, List<String> names) {
    return names.isEmpty()
        ? "no " + what + " are loaded; `omnipkg doctor` tells why"
        : what + " here: " + String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }

  private <S> void add(
      Class<S> kind, S service, ServiceReference<S> reference, Collection<String> names) {
    Set<String> spoken = new TreeSet<>(names);
    spoken.remove("");
    registry.add(
        new Tenant<>(new Post(kind, text(reference, Ecosystem.ID), spoken), service, reference));
  }

  private static String text(ServiceReference<?> reference, String key) {
    Object value = reference.getProperty(key);
    return value == null ? "" : value.toString();
  }

  private void remove(ServiceReference<?> reference) {
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
    add(Ecosystem.class, service, reference, names(service, reference));
  }

  void removeEcosystem(ServiceReference<Ecosystem> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSolver(Solver service, ServiceReference<Solver> reference) {
    add(Solver.class, service, reference, List.of(text(reference, Solver.NAME)));
  }

  void removeSolver(ServiceReference<Solver> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addRuntimeSource(RuntimeSource service, ServiceReference<RuntimeSource> reference) {
    add(RuntimeSource.class, service, reference, List.of());
  }

  void removeRuntimeSource(ServiceReference<RuntimeSource> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addBuilder(Builder service, ServiceReference<Builder> reference) {
    add(Builder.class, service, reference, List.of());
  }

  void removeBuilder(ServiceReference<Builder> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClientSettings(ClientSettings service, ServiceReference<ClientSettings> reference) {
    add(ClientSettings.class, service, reference, List.of());
  }

  void removeClientSettings(ServiceReference<ClientSettings> reference) {
    remove(reference);
  }

  private static Collection<String> names(
      Ecosystem service, ServiceReference<Ecosystem> reference) {
    Set<String> names = new TreeSet<>(service.aliases());
    names.add(text(reference, Ecosystem.ID));
    return names;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSurveyor(Surveyor service, ServiceReference<Surveyor> reference) {
    add(Surveyor.class, service, reference, List.of());
  }

  void removeSurveyor(ServiceReference<Surveyor> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExcerpts(Excerpts service, ServiceReference<Excerpts> reference) {
    add(Excerpts.class, service, reference, List.of());
  }

  void removeExcerpts(ServiceReference<Excerpts> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addFinisher(Finisher service, ServiceReference<Finisher> reference) {
    add(Finisher.class, service, reference, List.of());
  }

  void removeFinisher(ServiceReference<Finisher> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addProjectReader(ProjectReader service, ServiceReference<ProjectReader> reference) {
    add(ProjectReader.class, service, reference, List.of());
  }

  void removeProjectReader(ServiceReference<ProjectReader> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addNameSearch(NameSearch service, ServiceReference<NameSearch> reference) {
    add(NameSearch.class, service, reference, List.of());
  }

  void removeNameSearch(ServiceReference<NameSearch> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPacker(Packer service, ServiceReference<Packer> reference) {
    add(Packer.class, service, reference, List.of());
  }

  void removePacker(ServiceReference<Packer> reference) {
    remove(reference);
  }
}
