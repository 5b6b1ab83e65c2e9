package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.BuilderContract;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherDesk;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyBuilderTest;

class BuilderSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Builder>> FLAWS =
      Map.ofEntries(
          entry(
              "what_is_run_from_its_folder_is_made_as_carefully_or_refused",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public Artifact editable(
                        Pin pin, Path project, Path interpreter, Path into, Desk desk) {
                      Path file = project.resolve("here.toy");
                      return new Artifact(
                          "here.toy",
                          "toy",
                          file.toUri(),
                          Map.of(),
                          OptionalLong.empty(),
                          Map.of());
                    }
                  }),
          entry(
              "the_result_is_of_the_format_that_was_promised",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public String format() {
                      return "wheel";
                    }
                  }),
          entry(
              "stated_needs_are_read",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public List<Dependency> requires(Path source, Desk desk) {
                      return List.of();
                    }
                  }),
          entry(
              "reading_stated_needs_runs_nothing",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public List<Dependency> requires(Path source, Desk desk) {
                      sound.requires(source, Path.of("/toy/bin/toy"), desk);
                      return sound.requires(source, desk);
                    }
                  }),
          entry(
              "the_build_may_name_further_needs",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public List<Dependency> requires(Path source, Path interpreter, Desk desk) {
                      List<Dependency> needs = sound.requires(source, interpreter, desk);
                      return needs.subList(0, 1);
                    }
                  }),
          entry(
              "needs_of_a_build_are_marked_as_such",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public List<Dependency> requires(Path source, Desk desk) {
                      return sound.requires(source, desk).stream()
                          .map(BuilderSabotageTest::toRun)
                          .toList();
                    }
                  }),
          entry(
              "the_projects_own_code_runs_confined",
              running(c -> command(c, c.environment(), Optional.empty()))),
          entry(
              "a_build_may_write_to_its_own_folders_only",
              running(
                  c ->
                      command(
                          c,
                          c.environment(),
                          Optional.of(new Desk.Sandbox(List.of(), List.of(Path.of("/"))))))),
          entry(
              "the_callers_secrets_stay_outside",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    Desk desk(Desk desk) {
                      return new OtherDesk(desk) {
                        @Override
                        public Output run(Command c) {
                          Map<String, String> all = new HashMap<>(desk.environment());
                          return super.run(command(c, all, c.sandbox()));
                        }
                      };
                    }
                  }),
          entry(
              "the_result_lies_in_the_folder_asked_for",
              building(
                  artifact -> {
                    Path file = Path.of(artifact.location());
                    Path moved = file.resolveSibling("deeper").resolve(artifact.filename());
                    Files.createDirectories(moved.getParent());
                    return at(artifact, Files.move(file, moved), artifact.hashes());
                  })),
          entry(
              "the_result_states_its_true_digest",
              building(
                  artifact ->
                      at(
                          artifact,
                          Path.of(artifact.location()),
                          Map.of("sha256", "0".repeat(64))))),
          entry(
              "a_failing_build_is_refused_with_the_end_of_what_it_said",
              builder ->
                  new OtherBuilder(builder) {
                    @Override
                    public Artifact build(Pin pin, Path from, Path with, Path into, Desk desk) {
                      try {
                        return sound.build(pin, from, with, into, desk);
                      } catch (Refusal refused) {
                        throw new Refusal(Diagnostic.outside("build.failed", "it failed", ""));
                      }
                    }
                  }));

  private static class OtherBuilder implements Builder {
    final Builder sound;

    OtherBuilder(Builder sound) {
      this.sound = sound;
    }

    /** The desk the builder gets to see. */
    Desk desk(Desk desk) {
      return desk;
    }

    @Override
    public List<Dependency> requires(Path source, Desk desk) {
      return sound.requires(source, desk(desk));
    }

    @Override
    public List<Dependency> requires(Path source, Path interpreter, Desk desk) {
      return sound.requires(source, interpreter, desk(desk));
    }

    @Override
    public String format() {
      return sound.format();
    }

    @Override
    public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk) {
      return sound.build(pin, source, interpreter, into, desk(desk));
    }
  }

  private interface Building {
    Artifact spoil(Artifact artifact) throws IOException;
  }

  private static UnaryOperator<Builder> running(UnaryOperator<Desk.Command> change) {
    return builder ->
        new OtherBuilder(builder) {
          @Override
          Desk desk(Desk desk) {
            return new SpoiltCommands(desk, change);
          }
        };
  }

  private static UnaryOperator<Builder> building(Building change) {
    return builder ->
        new OtherBuilder(builder) {
          @Override
          public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk) {
            try {
              return change.spoil(sound.build(pin, source, interpreter, into, desk));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
  }

  private static Desk.Command command(
      Desk.Command c, Map<String, String> environment, Optional<Desk.Sandbox> sandbox) {
    return new Desk.Command(c.argv(), c.directory(), environment, c.input(), c.timeout(), sandbox);
  }

  private static Dependency toRun(Dependency d) {
    return new Dependency(
        d.target(),
        d.range(),
        d.features(),
        d.alias(),
        d.tie(),
        Role.RUN,
        d.when(),
        d.direct(),
        d.text());
  }

  private static Artifact at(Artifact artifact, Path file, Map<String, String> hashes) {
    return new Artifact(
        artifact.filename(), artifact.format(), file.toUri(), hashes, artifact.size(), Map.of());
  }

  @Override
  protected Class<?> contract() {
    return BuilderContract.class;
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
  static final class Specimen extends ToyBuilderTest {
    private final Builder builder;

    Specimen(Flaw flaw) {
      builder = flaw.in(super.builder(), FLAWS);
    }

    @Override
    protected Builder builder() {
      return builder;
    }
  }
}
