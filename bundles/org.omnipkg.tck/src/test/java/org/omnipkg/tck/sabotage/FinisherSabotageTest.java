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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.FinisherContract;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherDesk;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyFinisherTest;

class FinisherSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Finisher>> FLAWS =
      Map.ofEntries(
          entry(
              "a_package_that_is_ready_needs_nothing",
              finisher ->
                  new OtherFinisher(finisher) {
                    @Override
                    public Optional<Need> need(
                        Node node, Map<String, List<String>> facts, Target on) {
                      return super.need(node, Map.of("raw", List.of()), on);
                    }
                  }),
          entry(
              "a_need_gives_a_reason_for_people",
              needing(n -> new Finisher.Need("", n.permission(), n.key(), n.requires()))),
          entry(
              "a_key_is_safe_in_a_file_name",
              needing(n -> new Finisher.Need(n.reason(), false, "../" + n.key(), n.requires()))),
          entry(
              "the_same_tree_on_the_same_target_has_the_same_need",
              finisher -> {
                AtomicInteger turn = new AtomicInteger();
                return needing(
                        n ->
                            new Finisher.Need(
                                n.reason(), false, n.key() + turn.incrementAndGet(), n.requires()))
                    .apply(finisher);
              }),
          entry(
              "an_outcome_for_another_target_has_another_key",
              needing(n -> new Finisher.Need(n.reason(), false, "baked", n.requires()))),
          entry(
              "a_package_that_is_ready_leaves_nothing_undone",
              leaving(said -> Optional.of(said.orElse("is not painted")))),
          entry("what_is_left_undone_is_told", leaving(said -> Optional.empty())),
          entry(
              "what_is_left_undone_is_told_in_words_that_follow_the_name",
              leaving(said -> said.map(text -> "It " + text + "."))),
          entry(
              "the_same_tree_leaves_the_same_undone",
              finisher -> {
                AtomicInteger turn = new AtomicInteger();
                return leaving(said -> said.map(text -> text + turn.incrementAndGet()))
                    .apply(finisher);
              }),
          entry(
              "what_is_made_lies_in_the_work",
              running(
                  c -> {
                    Path elsewhere = Path.of(System.getProperty("java.io.tmpdir"));
                    return new Desk.Command(
                        c.argv(), elsewhere, c.environment(), c.input(), c.timeout(), c.sandbox());
                  })),
          entry("code_of_a_package_runs_confined", sandboxed(s -> Optional.empty())),
          entry(
              "it_may_write_to_its_work_and_its_own_folders_only",
              sandboxed(
                  s -> Optional.of(new Desk.Sandbox(s.readable(), List.of(Path.of("/home")))))),
          entry(
              "the_callers_secrets_stay_outside",
              finisher ->
                  new OtherFinisher(finisher) {
                    @Override
                    Desk desk(Desk desk) {
                      return new OtherDesk(desk) {
                        @Override
                        public Output run(Command c) {
                          Map<String, String> all = new HashMap<>(environment());
                          all.putAll(c.environment());
                          return super.run(
                              new Command(
                                  c.argv(),
                                  c.directory(),
                                  all,
                                  c.input(),
                                  c.timeout(),
                                  c.sandbox()));
                        }
                      };
                    }
                  }),
          entry(
              "the_prefix_stays_as_it_is",
              finisher ->
                  new OtherFinisher(finisher) {
                    @Override
                    public void finish(Job job, Desk desk) {
                      super.finish(job, desk);
                      try {
                        Files.writeString(job.prefix().resolve("baked"), "");
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }
                  }),
          entry(
              "a_failure_is_refused_with_the_end_of_what_was_said",
              finisher ->
                  new OtherFinisher(finisher) {
                    @Override
                    public void finish(Job job, Desk desk) {
                      try {
                        super.finish(job, desk);
                      } catch (Refusal failed) {
                        throw new Refusal(Diagnostic.outside("build.failed", "it failed", ""));
                      }
                    }
                  }));

  private static class OtherFinisher implements Finisher {
    private final Finisher sound;

    OtherFinisher(Finisher sound) {
      this.sound = sound;
    }

    /** The desk the finisher gets to see. */
    Desk desk(Desk desk) {
      return desk;
    }

    @Override
    public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
      return sound.need(node, facts, on);
    }

    @Override
    public Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
      return sound.undone(node, facts, on);
    }

    @Override
    public void finish(Job job, Desk desk) {
      sound.finish(job, desk(desk));
    }
  }

  private static UnaryOperator<Finisher> leaving(UnaryOperator<Optional<String>> change) {
    return finisher ->
        new OtherFinisher(finisher) {
          @Override
          public Optional<String> undone(Node node, Map<String, List<String>> facts, Target on) {
            return change.apply(super.undone(node, facts, on));
          }
        };
  }

  private static UnaryOperator<Finisher> needing(UnaryOperator<Finisher.Need> change) {
    return finisher ->
        new OtherFinisher(finisher) {
          @Override
          public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
            return super.need(node, facts, on).map(change);
          }
        };
  }

  private interface Confining {
    Optional<Desk.Sandbox> spoil(Desk.Sandbox sandbox);
  }

  private static UnaryOperator<Finisher> sandboxed(Confining change) {
    return running(
        c ->
            new Desk.Command(
                c.argv(),
                c.directory(),
                c.environment(),
                c.input(),
                c.timeout(),
                c.sandbox().flatMap(change::spoil)));
  }

  private static UnaryOperator<Finisher> running(UnaryOperator<Desk.Command> change) {
    return finisher ->
        new OtherFinisher(finisher) {
          @Override
          Desk desk(Desk desk) {
            return new SpoiltCommands(desk, change);
          }
        };
  }

  @Override
  protected Class<?> contract() {
    return FinisherContract.class;
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
  static final class Specimen extends ToyFinisherTest {
    private final Finisher spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.finisher(), FLAWS);
    }

    @Override
    protected Finisher finisher() {
      return spoilt;
    }
  }
}
