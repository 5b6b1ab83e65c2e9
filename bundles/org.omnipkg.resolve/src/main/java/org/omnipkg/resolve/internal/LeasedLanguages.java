package org.omnipkg.resolve.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.omnipkg.bounds.Bounds;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
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
  private final Bounds bounds;
  private final Map<ServiceReference<?>, Runnable> returns = new ConcurrentHashMap<>();

  @Activate
  public LeasedLanguages(
      @Reference(service = LoggerFactory.class) Logger log, @Reference Bounds bounds) {
    this(log, bounds, DRAIN_MILLIS, RETURN_MILLIS);
    bounds.through(Deputy::of);
  }

  LeasedLanguages(Logger log, Bounds bounds, long drainMillis, long returnMillis) {
    this.log = log;
    this.bounds = bounds;
    this.drainMillis = drainMillis;
    this.registry = new Registry(returnMillis);
  }

  @Override
  public Lease<Ecosystem> ecosystem(String idOrAlias) {
    // An id is nobody's alias, whatever somebody says.
    return registry
        .lease(Ecosystem.class, post -> post.language().equals(idOrAlias))
        .or(() -> registry.lease(Ecosystem.class, post -> post.names().contains(idOrAlias)))
        .orElseThrow(
            () ->
                new Refusal(
                    bounds
                        .missing(Ecosystem.class, idOrAlias)
                        .orElseGet(
                            () ->
                                Diagnostic.user(
                                    "ecosystem.unknown",
                                    "there is no language `" + idOrAlias + "`",
                                    known("languages", ids())))));
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
                    bounds
                        .missing(Solver.class, name)
                        .orElseGet(
                            () ->
                                Diagnostic.user(
                                    "resolver.unknown",
                                    "there is no resolver `" + name + "` for " + ecosystem,
                                    known("resolvers", solvers(ecosystem))))));
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
  public long edition(String language) {
    return registry.edition(language);
  }

  @Override
  public Optional<Diagnostic> keptAway(String language) {
    return bounds.missing(Ecosystem.class, language);
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

  private <S> void add(Class<S> kind, ComponentServiceObjects<S> objects, String name) {
    add(kind, objects, service -> Set.of(name));
  }

  /**
   * What an added bundle gives is made within its bounds too; one that does not come is not there.
   */
  private <S> void add(
      Class<S> kind, ComponentServiceObjects<S> objects, Function<S, Collection<String>> named) {
    ServiceReference<S> reference = objects.getServiceReference();
    String language = text(reference, Ecosystem.ID);
    Bundle bundle = reference.getBundle();
    if (bundle == null) {
      return;
    }
    try {
      S service =
          bounds.within(
              bundle,
              "making its " + kind.getSimpleName(),
              bounds.starting(),
              () -> Objects.requireNonNull(objects.getService()));
      returns.put(reference, () -> objects.ungetService(service));
      S bounded = bounds.bounded(kind, language, service, bundle);
      Set<String> spoken = new TreeSet<>(named.apply(bounded));
      spoken.remove("");
      registry.add(new Tenant<>(new Post(kind, language, spoken), bounded, reference));
    } catch (RuntimeException | LinkageError broken) {
      giveBack(reference);
      log.warn("{} of {} is left out: {}", kind.getSimpleName(), bundle, broken.toString());
    }
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
    } finally {
      giveBack(reference);
    }
  }

  private void giveBack(ServiceReference<?> reference) {
    Runnable back = returns.remove(reference);
    try {
      if (back != null) {
        back.run();
      }
    } catch (IllegalStateException | IllegalArgumentException gone) {
      log.debug("{} was gone already", reference, gone);
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addEcosystem(ComponentServiceObjects<Ecosystem> objects) {
    String id = text(objects.getServiceReference(), Ecosystem.ID);
    add(Ecosystem.class, objects, language -> names(language, id));
  }

  void removeEcosystem(ServiceReference<Ecosystem> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSolver(ComponentServiceObjects<Solver> objects) {
    add(Solver.class, objects, text(objects.getServiceReference(), Solver.NAME));
  }

  void removeSolver(ServiceReference<Solver> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addRuntimeSource(ComponentServiceObjects<RuntimeSource> objects) {
    add(RuntimeSource.class, objects, "");
  }

  void removeRuntimeSource(ServiceReference<RuntimeSource> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addBuilder(ComponentServiceObjects<Builder> objects) {
    add(Builder.class, objects, "");
  }

  void removeBuilder(ServiceReference<Builder> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClientSettings(ComponentServiceObjects<ClientSettings> objects) {
    add(ClientSettings.class, objects, "");
  }

  void removeClientSettings(ServiceReference<ClientSettings> reference) {
    remove(reference);
  }

  private static Collection<String> names(Ecosystem language, String id) {
    Set<String> names = new TreeSet<>(language.aliases());
    names.add(id);
    return names;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSurveyor(ComponentServiceObjects<Surveyor> objects) {
    add(Surveyor.class, objects, "");
  }

  void removeSurveyor(ServiceReference<Surveyor> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExcerpts(ComponentServiceObjects<Excerpts> objects) {
    add(Excerpts.class, objects, "");
  }

  void removeExcerpts(ServiceReference<Excerpts> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addFinisher(ComponentServiceObjects<Finisher> objects) {
    add(Finisher.class, objects, "");
  }

  void removeFinisher(ServiceReference<Finisher> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addProjectReader(ComponentServiceObjects<ProjectReader> objects) {
    add(ProjectReader.class, objects, "");
  }

  void removeProjectReader(ServiceReference<ProjectReader> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addNameSearch(ComponentServiceObjects<NameSearch> objects) {
    add(NameSearch.class, objects, "");
  }

  void removeNameSearch(ServiceReference<NameSearch> reference) {
    remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPacker(ComponentServiceObjects<Packer> objects) {
    add(Packer.class, objects, "");
  }

  void removePacker(ServiceReference<Packer> reference) {
    remove(reference);
  }
}
