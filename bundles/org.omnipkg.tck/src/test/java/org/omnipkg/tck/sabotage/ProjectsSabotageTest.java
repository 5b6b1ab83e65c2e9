package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.ProjectReaderContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyProjectsTest;

class ProjectsSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<ProjectReader>> FLAWS =
      Map.ofEntries(
          entry(
              "it_names_the_files_it_reads",
              reader ->
                  new OtherReader(reader) {
                    @Override
                    public List<String> files() {
                      return List.of("toys.txt", "toys/more.txt");
                    }
                  }),
          entry(
              "what_a_project_asks_for_is_wanted",
              wanting(list -> list.subList(0, Math.min(1, list.size())))),
          entry("what_is_wanted_is_written_in_the_languages_words", saying("~")),
          entry(
              "what_is_wanted_says_where_it_stands",
              wanting(
                  list ->
                      list.stream()
                          .map(w -> new ProjectReader.Wanted(w.words(), "here"))
                          .toList())),
          entry(
              "what_a_lock_fixes_constrains_and_brings_nothing",
              reading(
                  p ->
                      new ProjectReader.Project(
                          p.wanted(),
                          p.constraints().stream().map(ProjectsSabotageTest::needed).toList(),
                          p.overrides(),
                          p.runtime()))),
          entry(
              "the_runtime_a_project_asks_for_is_told",
              reading(
                  p ->
                      new ProjectReader.Project(
                          p.wanted(), p.constraints(), p.overrides(), Optional.empty()))),
          entry(
              "a_project_may_ask_for_nothing",
              wanting(
                  list ->
                      list.isEmpty()
                          ? List.of(new ProjectReader.Wanted("doll", "toys.txt line 1"))
                          : list)),
          entry(
              "a_file_that_can_be_read_without_a_runtime_asks_for_none",
              aided(
                  (project, runtime) -> {
                    runtime.get();
                    return project;
                  })),
          entry(
              "with_a_runtime_at_hand_the_same_is_read",
              aided(
                  (p, runtime) ->
                      new ProjectReader.Project(
                          p.wanted(), List.of(), p.overrides(), p.runtime()))),
          entry("reading_runs_nothing", watching(ProjectsSabotageTest::run)),
          entry("reading_changes_nothing", watching(ProjectsSabotageTest::scribble)),
          entry(
              "the_same_files_ask_for_the_same",
              reader -> {
                AtomicInteger turn = new AtomicInteger();
                return reading(
                        p ->
                            new ProjectReader.Project(
                                p.wanted(),
                                p.constraints(),
                                Map.of("turn", "" + turn.incrementAndGet()),
                                p.runtime()))
                    .apply(reader);
              }),
          entry(
              "a_file_that_cannot_be_read_is_refused_with_its_name_and_line",
              reader ->
                  new OtherReader(reader) {
                    @Override
                    public Project read(Path folder, Desk desk) {
                      try {
                        return super.read(folder, desk);
                      } catch (Refusal malformed) {
                        throw new Refusal(
                            Diagnostic.user("project.malformed", "cannot read `toys.txt`", ""));
                      }
                    }
                  }));

  /** In the sound reader's place when the specimen's grammar would refuse: words with a tail. */
  private static UnaryOperator<ProjectReader> saying(String tail) {
    return reader -> new Tailed(reader, tail);
  }

  /** Tells words apart from those the test expects only for the grammar. */
  private static final class Tailed extends OtherReader {
    private final String tail;

    Tailed(ProjectReader sound, String tail) {
      super(sound);
      this.tail = tail;
    }

    @Override
    public Project read(Path folder, Desk desk) {
      Project p = super.read(folder, desk);
      List<Wanted> wanted = new ArrayList<>();
      p.wanted().forEach(w -> wanted.add(new Wanted(w.words() + tail, w.where())));
      return new Project(wanted, p.constraints(), p.overrides(), p.runtime());
    }
  }

  private interface Watching {
    void look(Path folder, Desk desk) throws IOException;
  }

  private static void run(Path folder, Desk desk) {
    try {
      desk.run(
          new Desk.Command(
              List.of("toy"),
              folder,
              Map.of(),
              Optional.empty(),
              java.time.Duration.ZERO,
              Optional.empty()));
    } catch (UnsupportedOperationException canned) {
      // it was tried
    }
  }

  private static void scribble(Path folder, Desk desk) throws IOException {
    Files.writeString(folder.resolve("seen"), "");
  }

  private static UnaryOperator<ProjectReader> watching(Watching also) {
    return reader ->
        new OtherReader(reader) {
          @Override
          public Project read(Path folder, Desk desk) {
            try {
              also.look(folder, desk);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return super.read(folder, desk);
          }
        };
  }

  private static UnaryOperator<ProjectReader> wanting(
      UnaryOperator<List<ProjectReader.Wanted>> change) {
    return reading(
        p ->
            new ProjectReader.Project(
                change.apply(p.wanted()), p.constraints(), p.overrides(), p.runtime()));
  }

  private static UnaryOperator<ProjectReader> reading(UnaryOperator<ProjectReader.Project> change) {
    return reader ->
        new OtherReader(reader) {
          @Override
          public Project read(Path folder, Desk desk) {
            return change.apply(super.read(folder, desk));
          }
        };
  }

  private static UnaryOperator<ProjectReader> aided(
      BiFunction<ProjectReader.Project, Supplier<Runtime>, ProjectReader.Project> change) {
    return reader ->
        new OtherReader(reader) {
          @Override
          public Project read(Path folder, Supplier<Runtime> runtime, Desk desk) {
            return change.apply(super.read(folder, runtime, desk), runtime);
          }
        };
  }

  private static Dependency needed(Dependency d) {
    return new Dependency(
        d.target(),
        d.range(),
        d.features(),
        d.alias(),
        Tie.NEEDS,
        d.role(),
        d.when(),
        d.direct(),
        d.text());
  }

  @Override
  protected Class<?> contract() {
    return ProjectReaderContract.class;
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
  static final class Specimen extends ToyProjectsTest {
    private final ProjectReader spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.reader(), FLAWS);
    }

    @Override
    protected ProjectReader reader() {
      return spoilt;
    }

    /** Who reads words no grammar knows expects them too. */
    @Override
    protected List<String> wanted() {
      return spoilt instanceof Tailed
          ? super.wanted().stream().map(words -> words + "~").toList()
          : super.wanted();
    }
  }
}
