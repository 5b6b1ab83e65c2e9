package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Settings;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who chooses versions in a language, and for which runtime: the words, else the settings. */
@Component(service = Choices.class)
public final class Choices {
  /** The solver of a language for which nobody says another. */
  static final String HOUSE = "house";

  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Settings settings;

  @Activate
  public Choices(
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Settings settings) {
    this.languages = languages;
    this.runtimes = runtimes;
    this.settings = settings;
  }

  /**
   * Whether a resolver that was named serves one of the languages.
   *
   * @throws Refusal {@code resolver.unknown}
   */
  void check(Change change, Set<String> named) {
    Optional<String> resolver = change.resolver();
    if (resolver.isPresent()
        && named.stream().noneMatch(language -> serves(resolver.get(), language))) {
      named.stream()
          .findFirst()
          .ifPresent(language -> languages.solver(language, resolver.get()).close());
    }
  }

  private boolean serves(String resolver, String language) {
    return languages.solvers(language).contains(resolver);
  }

  String resolver(Change change, String language, HouseDesk desk) {
    return resolver(change.resolver(), language, desk.caller());
  }

  String resolver(Optional<String> asked, String language, Caller caller) {
    return asked
        .filter(name -> language.equals(Words.BARE) || serves(name, language))
        .orElseGet(() -> configured(language, caller));
  }

  private String configured(String language, Caller caller) {
    return language.equals(Words.BARE)
        ? settings.get(caller, "resolver").value()
        : setting(language + "-resolver", caller).orElse(HOUSE);
  }

  /** A setting that only some languages have. */
  private Optional<String> setting(String key, Caller caller) {
    return SettingKey.isKnown(key)
        ? Optional.of(settings.get(caller, key).value()).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  /**
   * Whether what is here answers. It does not where others are to be asked: for newer versions,
   * under constraints, or in another place or way than usual, unless one version is named, which is
   * the same everywhere.
   */
  boolean restsOnWhatIsHere(Change change, String language, State state, Asked asked) {
    boolean other =
        change
            .resolver()
            .filter(name -> language.equals(Words.BARE) || serves(name, language))
            .filter(name -> !name.equals(state.resolver(language)))
            .isPresent();
    return change.restsOnWhatIsHere()
        && (!(change.particular() || other)
            || asked.active().stream().allMatch(d -> Asked.isOne(d.dependency(), languages)));
  }

  /** Whether nothing says which runtime a language is to have here. */
  boolean isFree(String language, Change change, Optional<State> state, HouseDesk desk) {
    return !change.runtimes().containsKey(language)
        && !change.words().runtimes().containsKey(language)
        && state.flatMap(s -> States.runtime(s, language)).isEmpty()
        && setting(language, desk.caller()).isEmpty();
  }

  /** The runtimes here that may be taken when nothing is asked for, the preferred one first. */
  List<Runtime> all(Runtime preferred, HouseDesk desk) {
    List<Runtime> all = new ArrayList<>(List.of(preferred));
    try (Languages.Lease<RuntimeSource> source = source(preferred.ecosystem())) {
      runtimes.known(source.service(), desk).stream()
          .filter(one -> source.service().matches(one.version(), ""))
          .filter(one -> all.stream().noneMatch(had -> had.version().equals(one.version())))
          .forEach(all::add);
    }
    return all;
  }

  /** The newest runtime whose version is taken: one that is here, else one that is obtained. */
  Optional<Runtime> fitting(String language, Predicate<String> taken, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      RuntimeSource its = source.service();
      Predicate<String> fits = version -> taken.test(version) && its.matches(version, "");
      return runtimes.known(its, desk).stream()
          .filter(one -> fits.test(one.version()))
          .findFirst()
          .or(
              () ->
                  runtimes.obtainable(its, desk).stream()
                      .filter(one -> fits.test(one.version()))
                      .findFirst()
                      .map(one -> runtimes.obtain(its, one, desk)));
    }
  }

  /** A version that would be taken and can be had. */
  Optional<String> known(String language, Predicate<String> taken, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      return Stream.concat(
              runtimes.known(source.service(), desk).stream().map(Runtime::version),
              runtimes.obtainable(source.service(), desk).stream()
                  .map(RuntimeSource.Provider::version))
          .filter(taken)
          .findFirst();
    }
  }

  /** Whether a range of a language takes a version of its runtime. */
  static boolean takes(Ecosystem language, String range, String version) {
    PackageName name = new PackageName(Portion.RUNTIME, language.id());
    return range.isEmpty()
        || Satisfaction.admits(language, range, new Pin(name, version))
        || version.equals(range);
  }

  /** The runtime of a language: the one asked for, else the environment's, else the usual one. */
  Runtime runtime(String language, Change change, Optional<State> state, HouseDesk desk) {
    Optional<String> wish = Optional.ofNullable(change.runtimes().get(language));
    Optional<Runtime> now = state.flatMap(s -> States.runtime(s, language));
    Optional<String> range = Optional.ofNullable(change.words().runtimes().get(language));
    if (wish.isEmpty() && range.isPresent() && now.filter(r -> inRange(r, range.get())).isEmpty()) {
      return fitting(language, version -> inRange(language, range.get(), version), desk)
          .orElseThrow(() -> noneFits(language, range.get()));
    }
    if (wish.isEmpty() && now.isPresent()) {
      return change.languages().contains(language) ? States.present(now.get()) : now.get();
    }
    Optional<String> wanted = wish.or(() -> setting(language, desk.caller()));
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      return runtimes.choose(source.service(), wanted, desk);
    }
  }

  /** Whether a runtime is one a project asks for. */
  boolean inRange(Runtime runtime, String range) {
    return inRange(runtime.ecosystem(), range, runtime.version());
  }

  private boolean inRange(String language, String range, String version) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(language)) {
      return takes(lease.service(), range, version);
    }
  }

  private static Refusal noneFits(String language, String range) {
    return new Refusal(
        Diagnostic.user(
            "runtime.not-found",
            "the project asks for " + language + " `" + range + "`, and none is here or to be had",
            "`omnipkg runtime list --all` shows what is; `"
                + language
                + "@VERSION` takes another"));
  }

  boolean matches(Runtime runtime, String wanted) {
    if (wanted.contains("/")) {
      return false;
    }
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      return source.service().matches(runtime.version(), wanted);
    }
  }

  private Languages.Lease<RuntimeSource> source(String language) {
    return languages
        .skill(RuntimeSource.class, language)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "runtime.unknown-language",
                        "nothing here knows runtimes of `" + language + "`",
                        "languages here: " + String.join(", ", languages.ids()))));
  }
}
