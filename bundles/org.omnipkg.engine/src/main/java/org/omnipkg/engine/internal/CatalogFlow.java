package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.RuntimeCatalog;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code runtime add|list|remove}. */
@Component
public final class CatalogFlow implements RuntimeCatalog {
  private final Desks desks;
  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Environments environments;
  private final Places places;

  @Activate
  public CatalogFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Environments environments,
      @Reference Places places) {
    this.desks = desks;
    this.languages = languages;
    this.runtimes = runtimes;
    this.environments = environments;
    this.places = places;
  }

  @Override
  public Runtime add(Caller caller, String wanted) {
    return asked(
        caller,
        wanted,
        (source, ask) -> {
          if (ask.version().contains("/")) {
            return runtimes.adopt(
                source, caller.directory().resolve(ask.version()).normalize(), ask.desk());
          }
          return runtimes.choose(source, Optional.of(ask.version()), ask.desk());
        });
  }

  @Override
  public List<Offer> list(Caller caller, boolean obtainable) {
    return languages.steadily(() -> offers(caller, obtainable));
  }

  private List<Offer> offers(Caller caller, boolean obtainable) {
    List<Offer> offers = new ArrayList<>();
    try (HouseDesk desk = desks.open(caller, Wishes.NONE)) {
      for (String language : languages.ids()) {
        Optional<Languages.Lease<RuntimeSource>> skill =
            languages.skill(RuntimeSource.class, language);
        if (skill.isEmpty()) {
          continue;
        }
        try (Languages.Lease<RuntimeSource> lease = skill.get()) {
          List<Runtime> known = runtimes.known(lease.service(), desk);
          known.forEach(runtime -> offers.add(offer(runtime)));
          if (obtainable) {
            // several places may have the same one
            runtimes.obtainable(lease.service(), desk).stream()
                .filter(p -> known.stream().noneMatch(r -> r.version().equals(p.version())))
                .map(CatalogFlow::offer)
                .distinct()
                .forEach(offers::add);
          }
        }
      }
    }
    return offers;
  }

  @Override
  public Runtime remove(Caller caller, String wanted) {
    return asked(
        caller,
        wanted,
        (source, ask) -> {
          List<Runtime> known = runtimes.known(source, ask.desk());
          Runtime runtime =
              known.stream()
                  .filter(
                      r ->
                          ask.version().contains("/")
                              ? r.executable()
                                  .equals(caller.directory().resolve(ask.version()).normalize())
                              : source.matches(r.version(), ask.version()))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new Refusal(
                              Diagnostic.user(
                                  "runtime.not-found",
                                  "no runtime `" + wanted + "` is known here",
                                  "`omnipkg runtime list` shows what is")));
          List<String> users = usedBy(runtime);
          if (!users.isEmpty()) {
            throw new Refusal(
                Diagnostic.user(
                    "runtime.in-use",
                    States.words(runtime) + " is in use by " + String.join(", ", users),
                    "`omnipkg swap "
                        + runtime.ecosystem()
                        + " VERSION -e NAME` moves an environment to another"));
          }
          runtimes.remove(runtime);
          return runtime;
        });
  }

  private record Ask(String version, HouseDesk desk) {}

  private Runtime asked(Caller caller, String wanted, BiFunction<RuntimeSource, Ask, Runtime> act) {
    return languages.steadily(() -> once(caller, wanted, act));
  }

  private Runtime once(Caller caller, String wanted, BiFunction<RuntimeSource, Ask, Runtime> act) {
    int at = wanted.indexOf('@');
    String named = at > 0 ? wanted.substring(0, at) : Words.BARE;
    String language = RuntimeNames.language(named, languages).orElse(named);
    String version = at > 0 ? wanted.substring(at + 1) : wanted;
    try (HouseDesk desk = desks.open(caller, Wishes.NONE);
        Languages.Lease<RuntimeSource> lease = RuntimeSupply.source(language, languages)) {
      return act.apply(lease.service(), new Ask(version, desk));
    }
  }

  private static Offer offer(RuntimeSource.Provider provider) {
    String language = provider.ecosystem();
    return new Offer(
        language,
        language.equals(Words.BARE) ? "cpython" : language,
        provider.version(),
        "obtainable",
        "",
        List.of());
  }

  private Offer offer(Runtime runtime) {
    Path executable = runtime.executable();
    return new Offer(
        runtime.ecosystem(),
        runtime.implementation(),
        runtime.version(),
        runtime.origin(),
        places.pretty(executable),
        usedBy(runtime));
  }

  private List<String> usedBy(Runtime runtime) {
    return environments.names().stream()
        .filter(
            name ->
                environments.current(name).stream()
                    .flatMap(g -> g.state().runtimes().stream())
                    .anyMatch(r -> r.executable().equals(runtime.executable())))
        .toList();
  }
}
