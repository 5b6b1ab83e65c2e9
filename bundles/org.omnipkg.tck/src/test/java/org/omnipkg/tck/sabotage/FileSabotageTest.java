package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.RequirementsFileContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyRequirementsFileTest;

class FileSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Grammar>> FLAWS =
      Map.ofEntries(
          entry(
              "requirements_are_read_in_order",
              read(
                  f -> {
                    List<Dependency> turned = new ArrayList<>(f.requirements());
                    Collections.reverse(turned);
                    return with(f, turned, f.sources(), f.includes());
                  })),
          entry(
              "a_plain_file_says_nothing_else",
              read(
                  f ->
                      new RequirementsFile(
                          f.requirements(),
                          f.constraints(),
                          f.hashes(),
                          f.sources(),
                          f.includes(),
                          true))),
          entry("a_comment_asks_for_nothing", lines(line -> line.replace(" # ", "\nwe-need # "))),
          entry(
              "a_further_file_is_named_with_its_option",
              read(
                  f ->
                      with(
                          f,
                          f.requirements(),
                          f.sources(),
                          f.includes().stream().map(i -> i.replace("-r ", "")).toList()))),
          entry(
              "a_digest_belongs_to_its_package",
              lines(line -> line.replaceFirst(" =sha256:.*", ""))),
          entry(
              "a_source_is_told_by_a_label",
              read(
                  f ->
                      with(
                          f,
                          f.requirements(),
                          f.sources().stream().map(FileSabotageTest::byAddress).toList(),
                          f.includes()))),
          entry(
              "a_variable_stands_for_its_value",
              lines(line -> line.replace("$SOME_TOKEN", "SOME_TOKEN"))),
          entry(
              "what_cannot_be_read_is_refused_as_malformed",
              grammar ->
                  new Reading(grammar) {
                    @Override
                    public RequirementsFile file(
                        String text, String origin, Map<String, String> environment) {
                      try {
                        return super.file(text, origin, environment);
                      } catch (Refusal malformed) {
                        throw new Refusal(
                            Diagnostic.user("requirement.malformed", "a line is wrong", ""));
                      }
                    }
                  }),
          entry(
              "the_same_file_says_the_same",
              grammar -> {
                AtomicInteger turn = new AtomicInteger();
                return read(f ->
                        turn.incrementAndGet() == 2
                            ? with(f, List.of(), f.sources(), f.includes())
                            : f)
                    .apply(grammar);
              }));

  private static Source byAddress(Source source) {
    URI address = source.location();
    return new Source("of " + address, address, source.form());
  }

  private static RequirementsFile with(
      RequirementsFile f,
      List<Dependency> requirements,
      List<Source> sources,
      List<String> includes) {
    return new RequirementsFile(
        requirements, f.constraints(), f.hashes(), sources, includes, f.prereleases());
  }

  private static UnaryOperator<Grammar> read(UnaryOperator<RequirementsFile> change) {
    return grammar ->
        new Reading(grammar) {
          @Override
          public RequirementsFile file(
              String text, String origin, Map<String, String> environment) {
            return change.apply(super.file(text, origin, environment));
          }
        };
  }

  private static UnaryOperator<Grammar> lines(UnaryOperator<String> change) {
    return grammar ->
        new Reading(grammar) {
          @Override
          public RequirementsFile file(
              String text, String origin, Map<String, String> environment) {
            return super.file(change.apply(text), origin, environment);
          }
        };
  }

  private static class Reading extends OtherGrammar {
    Reading(Grammar sound) {
      super(sound);
    }

    @Override
    public RequirementsFile file(String text, String origin, Map<String, String> environment) {
      return sound.file(text, origin, environment);
    }
  }

  @Override
  protected Class<?> contract() {
    return RequirementsFileContract.class;
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
  static final class Specimen extends ToyRequirementsFileTest {
    private final Grammar spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.grammar(), FLAWS);
    }

    @Override
    protected Grammar grammar() {
      return spoilt;
    }
  }
}
