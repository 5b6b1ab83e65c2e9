package org.omnipkg.engine.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.RuntimeSource;

/** Runtimes of a language: those that are here, and those that can be had. */
record RuntimeSupply(Languages languages, RuntimeRoom runtimes) {
  /** Those that are here, the preferred first. */
  List<Runtime> here(String language, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      return runtimes.known(source.service(), desk);
    }
  }

  /**
   * Such as can be obtained and whose facts can be told before; of each version the first offer.
   */
  List<Runtime> offered(String language, HouseDesk desk) {
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

  /** Whether a runtime is one that is taken without need. */
  boolean isUsual(Runtime runtime) {
    return matches(runtime, "");
  }

  /** Whether a runtime is one that is taken where no usual one will do. */
  boolean isAtNeed(Runtime runtime) {
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      return source.service().atNeed(runtime.version());
    }
  }

  /** Whether a runtime is meant by a word; a path is nobody's version. */
  boolean matches(Runtime runtime, String wanted) {
    if (wanted.contains("/")) {
      return false;
    }
    try (Languages.Lease<RuntimeSource> source = source(runtime.ecosystem())) {
      return source.service().matches(runtime.version(), wanted);
    }
  }

  /** The one a word means, or the usual one without a word. */
  Runtime choose(String language, Optional<String> wanted, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> source = source(language)) {
      return runtimes.choose(source.service(), wanted, desk);
    }
  }

  static Refusal noneFits(String language, String range) {
    return new Refusal(
        Diagnostic.user(
            "runtime.not-found",
            "the project asks for " + language + " `" + range + "`, and none is here or to be had",
            "`omnipkg runtime list --all` shows what is; `"
                + language
                + "@VERSION` takes another"));
  }

  private Languages.Lease<RuntimeSource> source(String language) {
    return source(language, languages);
  }

  /** The skill of a language that somebody named. */
  static Languages.Lease<RuntimeSource> source(String language, Languages languages) {
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
