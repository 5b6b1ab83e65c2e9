package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.RuntimeSourceContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyRuntimesTest;

class RuntimesSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<RuntimeSource>> FLAWS =
      Map.ofEntries(
          entry(
              "looking_runs_nothing",
              source ->
                  new OtherSource(source) {
                    @Override
                    public List<Candidate> locate(Desk desk) {
                      List<Candidate> found = sound.locate(desk);
                      found.forEach(candidate -> sound.probe(candidate, desk));
                      return found;
                    }
                  }),
          entry("what_is_on_the_machine_is_found", finding(list -> list.subList(1, list.size()))),
          entry(
              "no_executable_is_named_twice",
              finding(
                  list -> {
                    list.add(list.get(0));
                    return list;
                  })),
          entry(
              "a_candidate_is_an_executable_by_its_absolute_path",
              finding(
                  list -> {
                    list.add(new RuntimeSource.Candidate(Path.of("toy"), "path", Map.of()));
                    return list;
                  })),
          entry(
              "where_a_candidate_comes_from_is_said_in_known_words",
              finding(
                  list ->
                      list.stream()
                          .map(c -> new RuntimeSource.Candidate(c.executable(), "home", Map.of()))
                          .toList())),
          entry(
              "a_runtime_says_its_language_and_version",
              probing(r -> runtime(r, "2.1 of June", r.executable(), r.origin()))),
          entry(
              "a_runtime_has_an_absolute_executable_and_home",
              probing(r -> runtime(r, r.version(), Path.of("toy"), r.origin()))),
          entry(
              "a_runtime_keeps_its_origin",
              probing(r -> runtime(r, r.version(), r.executable(), "path"))),
          entry(
              "asking_runs_one_child",
              source ->
                  new OtherSource(source) {
                    @Override
                    public Optional<Runtime> probe(Candidate candidate, Desk desk) {
                      sound.probe(candidate, desk);
                      return sound.probe(candidate, desk);
                    }
                  }),
          entry(
              "the_variables_of_a_candidate_reach_the_child",
              source ->
                  new OtherSource(source) {
                    @Override
                    public Optional<Runtime> probe(Candidate c, Desk desk) {
                      return sound.probe(new Candidate(c.executable(), c.origin(), Map.of()), desk);
                    }
                  }),
          entry(
              "what_is_no_runtime_is_nothing",
              source ->
                  new OtherSource(source) {
                    @Override
                    public Optional<Runtime> probe(Candidate c, Desk desk) {
                      Path home = Path.of("/");
                      return sound
                          .probe(c, desk)
                          .or(
                              () ->
                                  Optional.of(
                                      new Runtime(
                                          "toy", "toy", "0", c.executable(), home, "", Map.of())));
                    }
                  }),
          entry(
              "a_version_means_itself",
              matching((version, wanted, sound) -> wanted.startsWith(version) || sound)),
          entry(
              "a_beginning_means_whole_components",
              matching((version, wanted, sound) -> version.startsWith(wanted))),
          entry(
              "no_wish_at_all_is_met_by_something_that_can_be_obtained",
              matching((version, wanted, sound) -> !wanted.isEmpty() && sound)),
          entry(
              "what_can_be_obtained_comes_newest_first",
              source ->
                  new OtherSource(source) {
                    @Override
                    public List<Provider> providers(Platform platform, Desk desk) {
                      List<Provider> list = new ArrayList<>(sound.providers(platform, desk));
                      Collections.reverse(list);
                      return list;
                    }
                  }),
          entry(
              "what_can_be_obtained_is_for_the_platform_asked_about",
              source ->
                  new OtherSource(source) {
                    @Override
                    public List<Provider> providers(Platform platform, Desk desk) {
                      return sound.providers(new Platform("linux", "x86_64", "", ""), desk);
                    }
                  }),
          entry(
              "what_can_be_obtained_is_of_this_language",
              providing(p -> provider("bricks", p, p.sha256(), p.probe()))),
          entry(
              "nothing_is_obtained_without_a_pinned_digest",
              providing(p -> provider("toy", p, "", p.probe()))),
          entry(
              "nothing_that_is_obtained_leaves_its_home",
              providing(p -> provider("toy", p, p.sha256(), "../../bin/sh"))),
          entry(
              "what_is_foretold_is_the_version_that_is_offered_and_not_here",
              source ->
                  new OtherSource(source) {
                    @Override
                    public Optional<Runtime> foretell(Provider provider, Platform platform) {
                      Path here = Path.of("/opt/toy");
                      return Optional.of(
                          new Runtime(
                              "toy", "toy", provider.version(), here, here, "path", Map.of()));
                    }
                  }),
          entry(
              "what_would_be_chosen_unasked_is_chosen_at_need_too",
              source ->
                  new OtherSource(source) {
                    @Override
                    public boolean atNeed(String version) {
                      return false;
                    }
                  }));

  private static class OtherSource implements RuntimeSource {
    final RuntimeSource sound;

    OtherSource(RuntimeSource sound) {
      this.sound = sound;
    }

    @Override
    public List<Candidate> locate(Desk desk) {
      return sound.locate(desk);
    }

    @Override
    public Optional<Runtime> probe(Candidate candidate, Desk desk) {
      return sound.probe(candidate, desk);
    }

    @Override
    public List<Provider> providers(Platform platform, Desk desk) {
      return sound.providers(platform, desk);
    }

    @Override
    public boolean matches(String version, String wanted) {
      return sound.matches(version, wanted);
    }

    @Override
    public Optional<Runtime> foretell(Provider provider, Platform platform) {
      return sound.foretell(provider, platform);
    }
  }

  private interface Matching {
    boolean spoil(String version, String wanted, boolean sound);
  }

  private static UnaryOperator<RuntimeSource> finding(
      UnaryOperator<List<RuntimeSource.Candidate>> change) {
    return source ->
        new OtherSource(source) {
          @Override
          public List<Candidate> locate(Desk desk) {
            return change.apply(new ArrayList<>(sound.locate(desk)));
          }
        };
  }

  private static UnaryOperator<RuntimeSource> probing(UnaryOperator<Runtime> change) {
    return source ->
        new OtherSource(source) {
          @Override
          public Optional<Runtime> probe(Candidate candidate, Desk desk) {
            return sound.probe(candidate, desk).map(change);
          }
        };
  }

  private static UnaryOperator<RuntimeSource> providing(
      UnaryOperator<RuntimeSource.Provider> change) {
    return source ->
        new OtherSource(source) {
          @Override
          public List<Provider> providers(Platform platform, Desk desk) {
            return sound.providers(platform, desk).stream().map(change).toList();
          }
        };
  }

  private static UnaryOperator<RuntimeSource> matching(Matching change) {
    return source ->
        new OtherSource(source) {
          @Override
          public boolean matches(String version, String wanted) {
            return change.spoil(version, wanted, sound.matches(version, wanted));
          }
        };
  }

  private static Runtime runtime(Runtime r, String version, Path executable, String origin) {
    return new Runtime(
        r.ecosystem(), r.implementation(), version, executable, r.home(), origin, Map.of());
  }

  private static RuntimeSource.Provider provider(
      String ecosystem, RuntimeSource.Provider p, String sha256, String probe) {
    return new RuntimeSource.Provider(
        ecosystem,
        p.version(),
        p.platform(),
        p.location(),
        sha256,
        p.archive(),
        p.strip(),
        p.root(),
        p.chmod(),
        p.environment(),
        probe);
  }

  @Override
  protected Class<?> contract() {
    return RuntimeSourceContract.class;
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
  static final class Specimen extends ToyRuntimesTest {
    private final RuntimeSource source;

    Specimen(Flaw flaw) {
      source = flaw.in(super.source(), FLAWS);
    }

    @Override
    protected RuntimeSource source() {
      return source;
    }
  }
}
