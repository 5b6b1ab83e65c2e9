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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Surveyor.Finding;
import org.omnipkg.spi.Surveyor.Kind;
import org.omnipkg.spi.Trace;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.Parcel;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.SurveyorContract;
import org.omnipkg.tck.toy.ToySurveyorTest;

class SurveyorSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Surveyor>> FLAWS =
      Map.ofEntries(
          entry(
              "nothing_done_is_nothing_found",
              finding((found, traces) -> traces.isEmpty() ? List.of(file("share/old")) : found)),
          entry(
              "what_another_installer_put_there_is_named",
              each(f -> new Finding(f.kind(), f.pin(), f.label(), "", false, f.paths()))),
          entry(
              "every_trace_of_a_package_belongs_to_it",
              each(
                  f ->
                      f.kind() == Kind.INSTALLED
                          ? new Finding(
                              f.kind(),
                              f.pin(),
                              f.label(),
                              f.by(),
                              false,
                              f.paths().subList(0, Math.min(1, f.paths().size())))
                          : f)),
          entry(
              "a_package_taken_away_is_found_removed",
              each(
                  f ->
                      f.kind() == Kind.REMOVED
                          ? new Finding(Kind.CHANGED, f.pin(), f.label(), f.by(), false, f.paths())
                          : f)),
          entry(
              "a_loose_file_is_taken_along",
              each(
                  f ->
                      f.kind() == Kind.FILE
                          ? new Finding(Kind.CHANGED, f.pin(), f.label(), f.by(), false, f.paths())
                          : f)),
          entry(
              "what_means_nothing_to_anybody_is_left_out",
              finding(
                  (found, traces) ->
                      traces.stream().anyMatch(trace -> trace.path().endsWith(".tmp"))
                          ? List.of(file("lib/dust.tmp"))
                          : found)),
          entry(
              "a_finding_has_a_label_for_people",
              each(f -> new Finding(f.kind(), f.pin(), " ", f.by(), false, f.paths()))),
          entry(
              "surveying_changes_nothing",
              surveyor ->
                  new OtherSurveyor(surveyor) {
                    @Override
                    public List<Finding> survey(Prefix prefix, List<Trace> traces) {
                      write(prefix.root().resolve("seen-" + System.nanoTime()));
                      return super.survey(prefix, traces);
                    }
                  }),
          entry(
              "packing_changes_nothing_of_the_generation",
              packing(
                  (pack, prefix) -> {
                    write(prefix.root().resolve("packed"));
                    return pack;
                  })),
          entry(
              "a_pack_lies_in_the_folder_asked_for",
              packing(
                  (pack, prefix) -> {
                    Path file = Path.of(pack.location());
                    try {
                      Path deeper = Files.createDirectories(file.resolveSibling("deeper"));
                      return with(
                          pack,
                          Files.move(file, deeper.resolve(pack.filename())),
                          pack.hashes().get("sha256"));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  })),
          entry(
              "a_pack_states_its_true_digest",
              packing((pack, prefix) -> with(pack, Path.of(pack.location()), "0".repeat(64)))),
          entry(
              "the_same_files_make_the_same_pack",
              surveyor -> {
                AtomicInteger turn = new AtomicInteger();
                return packing((pack, prefix) -> stamped(pack, turn.incrementAndGet()))
                    .apply(surveyor);
              }),
          entry(
              "what_makes_no_package_is_refused",
              surveyor ->
                  new OtherSurveyor(surveyor) {
                    @Override
                    public Artifact pack(Finding installed, Prefix prefix, Path into) {
                      return installed.paths().isEmpty()
                          ? super.pack(
                              new Finding(
                                  installed.kind(),
                                  installed.pin(),
                                  installed.label(),
                                  installed.by(),
                                  false,
                                  List.of("lib/sand/BY")),
                              prefix,
                              into)
                          : super.pack(installed, prefix, into);
                    }
                  }),
          entry(
              "carried_files_follow_into_the_prefix_of_another_runtime",
              surveyor ->
                  new OtherSurveyor(surveyor) {
                    @Override
                    public Map<String, String> follow(
                        Prefix prefix, List<String> carried, Target to) {
                      Map<String, String> followed = new HashMap<>();
                      carried.forEach(path -> followed.put(path, "../" + path));
                      return followed;
                    }
                  }));

  private static Finding file(String path) {
    return new Finding(Kind.FILE, Optional.empty(), path, "", false, List.of(path));
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Artifact stamped(Artifact pack, int turn) {
    Path file = Path.of(pack.location());
    try {
      byte[] bytes = (Files.readString(file) + turn).getBytes();
      return with(pack, Files.write(file, bytes), Parcel.sha256(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Artifact with(Artifact pack, Path file, String sha256) {
    return new Artifact(
        pack.filename(),
        pack.format(),
        file.toUri(),
        Map.of("sha256", sha256),
        pack.size(),
        pack.facts());
  }

  private interface Survey {
    List<Finding> spoil(List<Finding> found, List<Trace> traces);
  }

  private interface Packer {
    Artifact spoil(Artifact pack, Prefix prefix);
  }

  private static UnaryOperator<Surveyor> each(UnaryOperator<Finding> change) {
    return finding(
        (found, traces) -> {
          List<Finding> changed = new ArrayList<>(found);
          changed.replaceAll(change);
          return changed;
        });
  }

  private static UnaryOperator<Surveyor> finding(Survey change) {
    return surveyor ->
        new OtherSurveyor(surveyor) {
          @Override
          public List<Finding> survey(Prefix prefix, List<Trace> traces) {
            return change.spoil(super.survey(prefix, traces), traces);
          }
        };
  }

  private static UnaryOperator<Surveyor> packing(Packer change) {
    return surveyor ->
        new OtherSurveyor(surveyor) {
          @Override
          public Artifact pack(Finding installed, Prefix prefix, Path into) {
            return change.spoil(super.pack(installed, prefix, into), prefix);
          }
        };
  }

  private static class OtherSurveyor implements Surveyor {
    private final Surveyor sound;

    OtherSurveyor(Surveyor sound) {
      this.sound = sound;
    }

    @Override
    public List<Finding> survey(Prefix prefix, List<Trace> traces) {
      return sound.survey(prefix, traces);
    }

    @Override
    public Artifact pack(Finding installed, Prefix prefix, Path into) {
      return sound.pack(installed, prefix, into);
    }

    @Override
    public Map<String, String> follow(Prefix prefix, List<String> carried, Target to) {
      return sound.follow(prefix, carried, to);
    }
  }

  @Override
  protected Class<?> contract() {
    return SurveyorContract.class;
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
  static final class Specimen extends ToySurveyorTest {
    private final Surveyor spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.surveyor(), FLAWS);
    }

    @Override
    protected Surveyor surveyor() {
      return spoilt;
    }
  }
}
