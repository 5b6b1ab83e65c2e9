package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.GrammarContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyGrammarTest;

class GrammarSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Grammar>> FLAWS =
      Map.ofEntries(
          entry(
              "a_bare_name_is_a_requirement_without_a_range",
              reading(d -> d.text().equals("red-brick") ? ranged(d, "=1") : d)),
          entry(
              "all_spellings_of_a_name_mean_one_package",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public PackageName name(String spelled) {
                      return new PackageName("toy", spelled);
                    }
                  }),
          entry("a_range_is_kept", reading(d -> d.range().contains(",") ? ranged(d, "") : d)),
          entry("a_requirement_keeps_its_words", reading(d -> said(d, d.target().name()))),
          entry(
              "a_requirement_typed_is_needed_to_run",
              reading(
                  d ->
                      new Dependency(
                          d.target(),
                          d.range(),
                          d.features(),
                          "",
                          d.tie(),
                          Role.TEST,
                          d.when(),
                          d.direct(),
                          d.text()))),
          entry(
              "blanks_around_a_requirement_mean_nothing",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public Dependency parse(String words) {
                      return said(sound.parse(words), words);
                    }
                  }),
          entry(
              "the_same_words_mean_the_same",
              grammar -> {
                AtomicInteger turn = new AtomicInteger();
                return new OtherGrammar(grammar) {
                  @Override
                  public Dependency parse(String words) {
                    Dependency read = sound.parse(words);
                    boolean again = !read.features().isEmpty() && turn.incrementAndGet() == 2;
                    return again ? said(read, "something else") : read;
                  }
                };
              }),
          entry(
              "words_under_no_feature_mean_what_they_mean_typed",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public Dependency parse(String words, String feature) {
                      return ranged(parse(words), "=1");
                    }
                  }),
          entry(
              "a_feature_asked_for_is_kept",
              reading(d -> d.range().isEmpty() ? with(d, Set.of(), d.direct()) : d)),
          entry(
              "a_place_stands_where_a_range_would",
              reading(d -> with(d, d.features(), Optional.empty()))),
          entry(
              "what_cannot_be_read_is_refused_as_malformed_and_quoted",
              refusing(Diagnostic.user("requirement.strange", "this is no requirement.", ""))),
          entry(
              "a_refusal_shows_no_password",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public Dependency parse(String words) {
                      try {
                        return sound.parse(words);
                      } catch (Refusal refused) {
                        String message = "`" + words + "` is no requirement";
                        throw new Refusal(Diagnostic.user("requirement.malformed", message, ""));
                      }
                    }
                  }),
          entry(
              "an_exact_requirement_reads_back",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public String exact(Pin pin, Set<String> features) {
                      return sound.exact(pin, Set.of());
                    }
                  }),
          entry("a_pin_has_a_package_url", naming(pin -> pin.name() + "@" + pin.version())),
          entry(
              "two_pins_have_two_package_urls",
              naming(pin -> "pkg:toy/brick@" + pin.version().replace("1.0.0", "10"))),
          entry(
              "a_requirements_file_holds_a_requirement_a_line",
              filing(f -> requirements(f, f.requirements().stream().limit(1).toList()))),
          entry(
              "an_empty_requirements_file_asks_for_nothing",
              grammar ->
                  new OtherGrammar(grammar) {
                    @Override
                    public RequirementsFile file(String text, String origin) {
                      return super.file(text.isBlank() ? "brick" : text, origin);
                    }
                  }));

  private static UnaryOperator<Grammar> reading(UnaryOperator<Dependency> spoil) {
    return grammar ->
        new OtherGrammar(grammar) {
          @Override
          public Dependency parse(String words) {
            return spoil.apply(sound.parse(words));
          }
        };
  }

  private static UnaryOperator<Grammar> refusing(Diagnostic why) {
    return grammar ->
        new OtherGrammar(grammar) {
          @Override
          public Dependency parse(String words) {
            try {
              return sound.parse(words);
            } catch (Refusal refused) {
              throw new Refusal(why);
            }
          }
        };
  }

  private static UnaryOperator<Grammar> naming(java.util.function.Function<Pin, String> purl) {
    return grammar ->
        new OtherGrammar(grammar) {
          @Override
          public String purl(Pin pin) {
            return purl.apply(pin);
          }
        };
  }

  private static UnaryOperator<Grammar> filing(UnaryOperator<RequirementsFile> spoil) {
    return grammar ->
        new OtherGrammar(grammar) {
          @Override
          public RequirementsFile file(String text, String origin) {
            return spoil.apply(super.file(text, origin));
          }
        };
  }

  private static RequirementsFile requirements(RequirementsFile file, List<Dependency> these) {
    return new RequirementsFile(
        these, file.constraints(), file.hashes(), file.sources(), file.includes(), false);
  }

  private static Dependency ranged(Dependency d, String range) {
    return new Dependency(
        d.target(), range, d.features(), "", d.tie(), d.role(), d.when(), d.direct(), d.text());
  }

  private static Dependency said(Dependency d, String text) {
    return new Dependency(
        d.target(), d.range(), d.features(), "", d.tie(), d.role(), d.when(), d.direct(), text);
  }

  private static Dependency with(
      Dependency d, Set<String> features, Optional<java.net.URI> direct) {
    return new Dependency(
        d.target(), d.range(), features, "", d.tie(), d.role(), d.when(), direct, d.text());
  }

  @Override
  protected Class<?> contract() {
    return GrammarContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyGrammarTest {
    private final Grammar grammar;

    Specimen(Flaw flaw) {
      grammar = flaw.in(super.grammar(), FLAWS);
    }

    @Override
    protected Grammar grammar() {
      return grammar;
    }
  }
}
