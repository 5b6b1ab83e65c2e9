package org.omnipkg.resolve.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
  private final Registry registry;
  private final Bounds bounds;
  private final Admission admission;

  @Activate
  public LeasedLanguages(
      @Reference(service = LoggerFactory.class) Logger log, @Reference Bounds bounds) {
    this(log, bounds, DRAIN_MILLIS, RETURN_MILLIS);
    bounds.through(Deputy::of);
  }

  LeasedLanguages(Logger log, Bounds bounds, long drainMillis, long returnMillis) {
    this.log = log;
    this.bounds = bounds;
    this.registry = new Registry(returnMillis);
    this.admission = new Admission(log, bounds, registry, drainMillis);
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

  private static Collection<String> names(Ecosystem language, String id) {
    Set<String> names = new TreeSet<>(language.aliases());
    names.add(id);
    return names;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addEcosystem(ComponentServiceObjects<Ecosystem> objects) {
    String id = Admission.text(objects.getServiceReference(), Ecosystem.ID);
    admission.add(Ecosystem.class, objects, language -> names(language, id));
  }

  void removeEcosystem(ServiceReference<Ecosystem> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSolver(ComponentServiceObjects<Solver> objects) {
    admission.add(
        Solver.class, objects, Admission.text(objects.getServiceReference(), Solver.NAME));
  }

  void removeSolver(ServiceReference<Solver> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addRuntimeSource(ComponentServiceObjects<RuntimeSource> objects) {
    admission.add(RuntimeSource.class, objects, "");
  }

  void removeRuntimeSource(ServiceReference<RuntimeSource> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addBuilder(ComponentServiceObjects<Builder> objects) {
    admission.add(Builder.class, objects, "");
  }

  void removeBuilder(ServiceReference<Builder> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClientSettings(ComponentServiceObjects<ClientSettings> objects) {
    admission.add(ClientSettings.class, objects, "");
  }

  void removeClientSettings(ServiceReference<ClientSettings> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addSurveyor(ComponentServiceObjects<Surveyor> objects) {
    admission.add(Surveyor.class, objects, "");
  }

  void removeSurveyor(ServiceReference<Surveyor> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExcerpts(ComponentServiceObjects<Excerpts> objects) {
    admission.add(Excerpts.class, objects, "");
  }

  void removeExcerpts(ServiceReference<Excerpts> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addFinisher(ComponentServiceObjects<Finisher> objects) {
    admission.add(Finisher.class, objects, "");
  }

  void removeFinisher(ServiceReference<Finisher> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addProjectReader(ComponentServiceObjects<ProjectReader> objects) {
    admission.add(ProjectReader.class, objects, "");
  }

  void removeProjectReader(ServiceReference<ProjectReader> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addNameSearch(ComponentServiceObjects<NameSearch> objects) {
    admission.add(NameSearch.class, objects, "");
  }

  void removeNameSearch(ServiceReference<NameSearch> reference) {
    admission.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPacker(ComponentServiceObjects<Packer> objects) {
    admission.add(Packer.class, objects, "");
  }

  void removePacker(ServiceReference<Packer> reference) {
    admission.remove(reference);
  }
}
