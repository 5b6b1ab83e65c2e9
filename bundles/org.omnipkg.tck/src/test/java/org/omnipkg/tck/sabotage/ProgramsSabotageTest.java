package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherDesk;
import org.omnipkg.tck.ProjectProgramContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyProgramTest;

class ProgramsSabotageTest extends SabotageContract {
  private static final ProjectReader.Project NOTHING =
      new ProjectReader.Project(List.of(), List.of(), Map.of(), Optional.empty());

  private static final Map<String, UnaryOperator<ProjectReader>> FLAWS =
      Map.ofEntries(
          entry("a_runtime_that_can_read_it_serves", serving(false)),
          entry("a_runtime_that_cannot_read_it_does_not_serve", serving(true)),
          entry(
              "what_a_program_asks_for_is_wanted",
              reader ->
                  new OtherProgram(reader) {
                    @Override
                    public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
                      super.read(folder, runtime, desk);
                      return NOTHING;
                    }
                  }),
          entry(
              "a_runtime_is_asked_for_once",
              reader ->
                  new OtherProgram(reader) {
                    @Override
                    public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
                      runtime.get();
                      return super.read(folder, runtime, desk);
                    }
                  }),
          entry(
              "a_program_is_run_by_the_runtime_that_was_given",
              running(
                  c -> {
                    List<String> argv = new ArrayList<>(c.argv());
                    argv.set(0, "toy");
                    return with(c, argv, c.environment(), c.sandbox());
                  })),
          entry(
              "a_program_runs_confined",
              running(c -> with(c, c.argv(), c.environment(), Optional.empty()))),
          entry(
              "a_program_may_write_to_folders_of_its_own_only",
              running(
                  c ->
                      with(
                          c,
                          c.argv(),
                          c.environment(),
                          c.sandbox()
                              .map(s -> new Desk.Sandbox(List.of(), s.readable().subList(0, 1)))))),
          entry(
              "the_callers_secrets_stay_outside",
              desking(
                  (desk, c) -> {
                    Map<String, String> all = new HashMap<>(desk.environment());
                    all.putAll(c.environment());
                    return with(c, c.argv(), all, c.sandbox());
                  })),
          entry(
              "reading_a_program_changes_nothing",
              reader ->
                  new OtherProgram(reader) {
                    @Override
                    public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
                      try {
                        Files.writeString(folder.resolve("seen"), "");
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                      return super.read(folder, runtime, desk);
                    }
                  }),
          entry(
              "without_a_runtime_a_program_is_refused_and_not_run",
              reader ->
                  new OtherProgram(reader) {
                    @Override
                    public Project read(Path folder, Desk desk) {
                      return NOTHING;
                    }
                  }),
          entry(
              "that_no_runtime_is_found_is_passed_on",
              refusing(
                  "runtime.not-found",
                  why -> Diagnostic.user("project.malformed", "it is a program", ""))),
          entry(
              "a_program_that_fails_is_refused_with_what_it_said",
              refusing(
                  "project.malformed",
                  why -> Diagnostic.user(why.code(), "it failed", why.hint()))));

  private static UnaryOperator<ProjectReader> serving(boolean all) {
    return reader ->
        new OtherProgram(reader) {
          @Override
          public boolean serves(Runtime runtime) {
            return all;
          }
        };
  }

  private static Desk.Command with(
      Desk.Command c,
      List<String> argv,
      Map<String, String> environment,
      Optional<Desk.Sandbox> sandbox) {
    return new Desk.Command(argv, c.directory(), environment, c.input(), c.timeout(), sandbox);
  }

  private static UnaryOperator<ProjectReader> running(UnaryOperator<Desk.Command> change) {
    return desking((desk, command) -> change.apply(command));
  }

  private interface Commanding {
    Desk.Command spoil(Desk desk, Desk.Command command);
  }

  private static UnaryOperator<ProjectReader> desking(Commanding change) {
    return reader ->
        new OtherProgram(reader) {
          @Override
          public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
            Desk spoilt =
                new OtherDesk(desk) {
                  @Override
                  public Output run(Command command) {
                    return super.run(change.spoil(desk, command));
                  }
                };
            return super.read(folder, runtime, spoilt);
          }
        };
  }

  private static UnaryOperator<ProjectReader> refusing(
      String code, Function<Diagnostic, Diagnostic> change) {
    return reader ->
        new OtherProgram(reader) {
          @Override
          public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
            try {
              return super.read(folder, runtime, desk);
            } catch (Refusal refusal) {
              Diagnostic why = refusal.diagnostic();
              throw why.code().equals(code) ? new Refusal(change.apply(why)) : refusal;
            }
          }
        };
  }

  /** With a runtime it is asked as the other is, since the file is a program. */
  private static class OtherProgram extends OtherReader {
    OtherProgram(ProjectReader sound) {
      super(sound);
    }

    @Override
    public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
      return sound.read(folder, runtime, desk);
    }
  }

  @Override
  protected Class<?> contract() {
    return ProjectProgramContract.class;
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
  static final class Specimen extends ToyProgramTest {
    private final ProjectReader spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.reader(), FLAWS);
    }

    @Override
    protected ProjectReader reader() {
      return spoilt;
    }
  }
}
