package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** The version of a language in a new environment, where a setting says one. */
  private Optional<String> version(String language, Caller caller) {
    return setting(language, caller).or(() -> setting(language + SettingKey.VERSION, caller));
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
        && asked.active().stream().noneMatch(one -> LinkedFolder.isNamed(one.dependency()))
        && (!(change.particular() || other)
            || asked.active().stream().allMatch(d -> Asked.isOne(d.dependency(), languages)));
  }

  /**
   * Whether nothing says which runtime a language is to have here; a project's range may limit it.
   */
  boolean isFree(String language, Change change, Optional<State> state, HouseDesk desk) {
    return !change.runtimes().containsKey(language)
        && state.flatMap(s -> States.runtime(s, language)).isEmpty()
        && version(language, desk.caller()).isEmpty();
  }

  /**
   * Runtimes that may be taken in place of one: those here that fit to be chosen, then, where they
   * will not do, older ones that are here and such as can be obtained, told before they are.
   *
   * @param free false where they are only to be spoken of, with this advice
   * @param range what a project asks of them, or empty
   * @param builds whether anything may be built from source to know more
   */
  Leeway leeway(
      Runtime own,
      boolean free,
      String range,
      Function<Runtime, String> advice,
      boolean builds,
      HouseDesk desk) {
    String language = own.ecosystem();
    List<Runtime> usual = new ArrayList<>();
    if (free) {
      usual.add(own);
      here(language, desk).stream()
          .filter(one -> isUsual(one, range))
          .filter(one -> usual.stream().noneMatch(had -> had.version().equals(one.version())))
          .forEach(usual::add);
    }
    return new Leeway(
        usual,
        () ->
            Stream.concat(here(language, desk).stream(), offered(language, desk).stream())
                .filter(one -> !one.version().equals(own.version()) && isAtNeed(one, range))
                .toList(),
        one -> obtained(one, desk),
        advice,
        builds);
  }

  private List<Runtime> here(String language, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      return runtimes.known(source.service(), desk);
    }
  }

  /**
   * Such as can be obtained and whose facts can be told before; of each version the first offer.
   */
  private List<Runtime> offered(String language, HouseDesk desk) {
    if (desk.offline()) {
      return List.of();
    }
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      Map<String, Runtime> offered = new LinkedHashMap<>();
      for (RuntimeSource.Provider provider : runtimes.obtainable(source.service(), desk)) {
        runtimes
            .foretold(source.service(), provider)
            .ifPresent(one -> offered.putIfAbsent(one.version(), one));
      }
      return List.copyOf(offered.values());
    } catch (Refusal refusal) {
      if (refusal.diagnostic().kind() == Diagnostic.Kind.OUTSIDE) {
        desk.progress().note("what " + language + " runtimes can be obtained is not known now");
        return List.of();
      }
      throw refusal;
    }
  }

  /** A runtime that was foretold, obtained: asked itself, it may say something else. */
  Runtime obtained(Runtime runtime, HouseDesk desk) {
    if (runtime.here()) {
      return runtime;
    }
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      RuntimeSource its = source.service();
      return runtimes.obtainable(its, desk).stream()
          .filter(one -> one.version().equals(runtime.version()))
          .findFirst()
          .map(one -> runtimes.obtain(its, one, desk))
          .orElseThrow(() -> noneFits(runtime.ecosystem(), runtime.version()));
    }
  }

  private boolean isUsual(Runtime runtime, String range) {
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      return source.service().matches(runtime.version(), "") && inRange(runtime, range);
    }
  }

  private boolean isAtNeed(Runtime runtime, String range) {
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      return source.service().atNeed(runtime.version()) && inRange(runtime, range);
    }
  }

  /**
   * The newest runtime whose version is taken: one that is here, else one that can be obtained,
   * which is obtained at once only where its facts cannot be told before.
   */
  Optional<Runtime> fitting(String language, Predicate<String> taken, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      RuntimeSource its = source.service();
      return fitting(its, version -> taken.test(version) && its.matches(version, ""), desk)
          .or(() -> fitting(its, version -> taken.test(version) && its.atNeed(version), desk));
    }
  }

  private Optional<Runtime> fitting(RuntimeSource its, Predicate<String> fits, HouseDesk desk) {
    return runtimes.known(its, desk).stream()
        .filter(one -> fits.test(one.version()))
        .findFirst()
        .or(
            () ->
                runtimes.obtainable(its, desk).stream()
                    .filter(one -> fits.test(one.version()))
                    .findFirst()
                    .map(
                        one ->
                            runtimes
                                .foretold(its, one)
                                .orElseGet(() -> runtimes.obtain(its, one, desk))));
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

  /** A version as people would ask for it: its first two numbers where they mean no other. */
  String spoken(String language, String version, HouseDesk desk) {
    String[] numbers = version.split("\\.", -1);
    if (numbers.length < 3) {
      return version;
    }
    String brief = numbers[0] + "." + numbers[1];
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      Optional<String> meant = known(language, v -> source.service().matches(v, brief), desk);
      return meant.filter(version::equals).isPresent() ? brief : version;
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
    Optional<String> wanted = wish.or(() -> version(language, desk.caller()));
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      Runtime chosen = runtimes.choose(source.service(), wanted, desk);
      if (range.isPresent() && !inRange(chosen, range.get())) {
        throw outside(chosen, wanted.orElse(""), range.get(), wish.isPresent(), desk);
      }
      return chosen;
    }
  }

  /** What was asked for, or set, is not what the project's own file asks for. */
  private Refusal outside(
      Runtime chosen, String wanted, String range, boolean asked, HouseDesk desk) {
    String language = chosen.ecosystem();
    String hint =
        known(language, version -> inRange(language, range, version), desk)
            .map(version -> "`" + language + "@" + spoken(language, version, desk) + "` is in it")
            .orElse("");
    return new Refusal(
        Diagnostic.user(
                "resolve.runtime-conflict",
                "the project asks for "
                    + language
                    + " `"
                    + range
                    + "`, and it is to run with "
                    + States.words(chosen),
                hint)
            .with(
                List.of(
                    asked
                        ? "you asked for " + language + "@" + wanted
                        : "the settings say " + language + " " + wanted)));
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
