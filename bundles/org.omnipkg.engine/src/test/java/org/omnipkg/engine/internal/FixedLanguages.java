package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;

/** The languages it was given, and the leases not yet given back. */
final class FixedLanguages implements Languages {
  final Map<Class<?>, Object> skills = new HashMap<>();
  final Map<String, Solver> solvers = new HashMap<>();

  /** Solvers of one language alone: `language name`. */
  final Map<String, Solver> own = new HashMap<>();

  /** Skills of one language alone: `language kind`. */
  final Map<String, Object> special = new HashMap<>();

  /** Why plugins are kept away, by the language they bring. */
  final Map<String, Diagnostic> keptAway = new HashMap<>();

  final AtomicInteger leased = new AtomicInteger();
  final Map<String, Long> editions = new HashMap<>();
  final List<Ecosystem> ecosystems;

  FixedLanguages(Ecosystem... ecosystems) {
    this.ecosystems = new ArrayList<>(List.of(ecosystems));
  }

  /** In the place of the one with the same id. */
  void put(Ecosystem other) {
    ecosystems.removeIf(here -> here.id().equals(other.id()));
    ecosystems.add(other);
  }

  void none() {
    ecosystems.clear();
  }

  @Override
  public Lease<Ecosystem> ecosystem(String idOrAlias) {
    return ecosystems.stream()
        .filter(e -> e.id().equals(idOrAlias) || e.aliases().contains(idOrAlias))
        .findFirst()
        .map(this::lease)
        .orElseThrow(() -> unknown("ecosystem.unknown", idOrAlias));
  }

  @Override
  public <S> Optional<Lease<S>> skill(Class<S> kind, String ecosystem) {
    return Optional.ofNullable(
            special.getOrDefault(ecosystem + " " + kind.getSimpleName(), skills.get(kind)))
        .map(skill -> lease(kind.cast(skill)));
  }

  @Override
  public Lease<Solver> solver(String ecosystem, String name) {
    return Optional.ofNullable(own.getOrDefault(ecosystem + " " + name, solvers.get(name)))
        .map(this::lease)
        .orElseThrow(() -> unknown("resolver.unknown", name));
  }

  @Override
  public long edition(String language) {
    return editions.getOrDefault(language, 0L);
  }

  @Override
  public Optional<Diagnostic> keptAway(String language) {
    return Optional.ofNullable(keptAway.get(language));
  }

  @Override
  public List<String> ids() {
    return ecosystems.stream().map(Ecosystem::id).toList();
  }

  @Override
  public List<String> solvers(String ecosystem) {
    Set<String> names = new TreeSet<>(solvers.keySet());
    own.keySet().stream()
        .filter(key -> key.startsWith(ecosystem + " "))
        .forEach(key -> names.add(key.substring(ecosystem.length() + 1)));
    return List.copyOf(names);
  }

  private static Refusal unknown(String code, String name) {
    return new Refusal(Diagnostic.user(code, "there is no `" + name + "`", ""));
  }

  private <S> Lease<S> lease(S service) {
    leased.incrementAndGet();
    return new Lease<>() {
      @Override
      public S service() {
        return service;
      }

      @Override
      public void close() {
        leased.decrementAndGet();
      }
    };
  }
}
