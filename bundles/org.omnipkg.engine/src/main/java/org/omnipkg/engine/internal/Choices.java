package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who chooses versions in a language, and for which runtime: the words, else the settings. */
@Component(service = Choices.class)
public final class Choices {
  /** The solver of a language for which nobody says another. */
  static final String HOUSE = "house";

  private final Languages languages;
  private final RuntimeSupply supply;
  private final Settings settings;

  @Activate
  public Choices(
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Settings settings) {
    this.languages = languages;
    this.supply = new RuntimeSupply(languages, runtimes);
    this.settings = settings;
  }

  /** What runtimes there are to choose from. */
  RuntimeSupply supply() {
    return supply;
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
      supply.here(language, desk).stream()
          .filter(one -> supply.isUsual(one) && inRange(one, range))
          .filter(one -> usual.stream().noneMatch(had -> had.version().equals(one.version())))
          .forEach(usual::add);
    }
    return new Leeway(
        usual,
        () ->
            Stream.concat(
                    supply.here(language, desk).stream(), supply.offered(language, desk).stream())
                .filter(
                    one ->
                        !one.version().equals(own.version())
                            && supply.isAtNeed(one)
                            && inRange(one, range))
                .toList(),
        one -> supply.obtained(one, desk),
        advice,
        builds);
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
      return supply
          .fitting(language, version -> inRange(language, range.get(), version), desk)
          .orElseThrow(() -> RuntimeSupply.noneFits(language, range.get()));
    }
    if (wish.isEmpty() && now.isPresent()) {
      return change.languages().contains(language) ? States.present(now.get()) : now.get();
    }
    Optional<String> wanted = wish.or(() -> version(language, desk.caller()));
    Runtime chosen = supply.choose(language, wanted, desk);
    if (range.isPresent() && !inRange(chosen, range.get())) {
      throw outside(chosen, wanted.orElse(""), range.get(), wish.isPresent(), desk);
    }
    return chosen;
  }

  /** What was asked for, or set, is not what the project's own file asks for. */
  private Refusal outside(
      Runtime chosen, String wanted, String range, boolean asked, HouseDesk desk) {
    String language = chosen.ecosystem();
    String hint =
        supply
            .known(language, version -> inRange(language, range, version), desk)
            .map(
                version ->
                    "`" + language + "@" + supply.spoken(language, version, desk) + "` is in it")
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
}
