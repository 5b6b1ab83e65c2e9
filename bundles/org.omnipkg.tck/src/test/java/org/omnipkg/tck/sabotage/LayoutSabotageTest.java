package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;
import static org.omnipkg.tck.sabotage.SpoiltLayout.adding;
import static org.omnipkg.tck.sabotage.SpoiltLayout.choosing;
import static org.omnipkg.tck.sabotage.SpoiltLayout.keyed;
import static org.omnipkg.tck.sabotage.SpoiltLayout.making;
import static org.omnipkg.tck.sabotage.SpoiltLayout.placed;
import static org.omnipkg.tck.sabotage.SpoiltLayout.placing;
import static org.omnipkg.tck.sabotage.SpoiltLayout.stepping;
import static org.omnipkg.tck.sabotage.SpoiltLayout.with;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.OtherLayout;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyLayoutTest;

class LayoutSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Layout>> FLAWS =
      Map.ofEntries(
          entry(
              "the_shelf_is_one_plain_name",
              layout ->
                  new OtherLayout(layout) {
                    @Override
                    public String shelf() {
                      return "objects";
                    }
                  }),
          entry("the_best_of_several_files_is_chosen", choosing(LayoutSabotageTest::plainest)),
          entry(
              "the_order_of_files_does_not_sway_the_choice",
              choosing(
                  (files, best) -> {
                    boolean upset = files.size() == 2 && best.equals(Optional.of(files.get(1)));
                    return upset ? Optional.of(files.get(0)) : best;
                  })),
          entry(
              "what_does_not_fit_is_never_chosen",
              choosing((files, best) -> best.isPresent() ? best : files.stream().findFirst())),
          entry(
              "of_no_files_none_is_chosen",
              choosing((files, best) -> files.isEmpty() ? Optional.of(invented()) : best)),
          entry("a_key_is_one_plain_name", keyed(key -> key + ".json")),
          entry(
              "a_tree_holds_relative_paths_below_itself",
              placing(list -> Placement.text("lib/../lib/x", "x", false))),
          entry("no_two_files_of_a_tree_lie_at_one_place", placing(list -> list.get(0))),
          entry(
              "a_placement_has_a_digest_or_a_text",
              placing(
                  list ->
                      new Placement(
                          "lib/both", list.get(0).digest(), Optional.of("and a text"), false))),
          entry(
              "a_tree_is_made_of_the_files_of_its_artifact",
              placing(
                  list ->
                      new Placement(
                          "lib/strange",
                          Optional.of(new Digest("0".repeat(64), 1)),
                          Optional.empty(),
                          false))),
          entry(
              "the_same_artifact_gives_the_same_tree",
              placed(
                  (bubble, turn) ->
                      turn == 2
                          ? with(bubble, Placement.text("lib/stamp", "" + turn, false))
                          : bubble)),
          entry(
              "the_order_of_an_archive_does_not_change_the_key",
              layout ->
                  new OtherLayout(layout) {
                    @Override
                    public Bubble place(
                        Node node,
                        Artifact artifact,
                        List<Entry> files,
                        Contents contents,
                        Target on) {
                      Bubble bubble = sound.place(node, artifact, files, contents, on);
                      String first = files.get(0).path().replaceAll("\\W", "");
                      return new Bubble(bubble.key() + first, bubble.placements(), bubble.facts());
                    }
                  }),
          entry(
              "an_artifact_of_other_bytes_has_another_key",
              keyed(key -> key.substring(0, key.lastIndexOf('-')))),
          entry(
              "a_file_made_of_a_source_is_the_release_its_name_says_or_left_to_the_house",
              making((name, said) -> said.map(pin -> new Pin(name, pin.version() + ".toy")))),
          entry(
              "a_file_of_another_name_is_no_release_of_a_package",
              making((name, said) -> said.or(() -> Optional.of(new Pin(name, "3"))))),
          entry(
              "the_account_of_a_tree_names_its_commands",
              layout ->
                  new OtherLayout(layout) {
                    @Override
                    public Account account(Map<String, List<String>> facts) {
                      return new Account(List.of(), List.of());
                    }
                  }),
          entry(
              "an_artifact_that_contradicts_itself_is_refused",
              layout ->
                  new OtherLayout(layout) {
                    @Override
                    public Bubble place(
                        Node node,
                        Artifact artifact,
                        List<Entry> files,
                        Contents contents,
                        Target on) {
                      try {
                        return sound.place(node, artifact, files, contents, on);
                      } catch (Refusal refused) {
                        return new Bubble("some", List.of(), Map.of());
                      }
                    }
                  }),
          entry(
              "a_generation_without_packages_can_be_laid_out",
              stepping(
                  (steps, prefix) -> {
                    if (prefix.trees().isEmpty()) {
                      throw new Refusal(Diagnostic.user("toy.empty", "nothing to do", ""));
                    }
                    return steps;
                  })),
          entry(
              "the_same_generation_has_the_same_steps",
              layout -> {
                AtomicInteger turn = new AtomicInteger();
                return stepping(
                        (steps, prefix) -> {
                          Collections.rotate(steps, turn.getAndIncrement());
                          return steps;
                        })
                    .apply(layout);
              }),
          entry(
              "every_path_of_a_step_is_absolute",
              adding(prefix -> new Step.Directory(Path.of("somewhere")))),
          entry(
              "every_step_lies_below_the_prefix_or_its_farm",
              adding(prefix -> new Step.Directory(prefix.root().resolveSibling("other")))),
          entry(
              "no_two_steps_make_the_same_file",
              adding(prefix -> new Step.Write(prefix.root().resolve("toy.cfg"), "", false))),
          entry(
              "nothing_is_written_through_a_link_into_a_tree",
              stepping(
                  (steps, prefix) ->
                      steps.stream().map(LayoutSabotageTest::withoutRealFolders).toList())),
          entry(
              "every_source_of_a_step_is_there",
              adding(
                  prefix ->
                      new Step.Hardlink(
                          prefix.root().resolve("extra"),
                          prefix.trees().get(0).path().resolve("not-there")))),
          entry(
              "the_commands_of_packages_stand_in_bin",
              stepping(
                  (steps, prefix) ->
                      steps.stream().filter(step -> !(step instanceof Step.Hardlink)).toList())));

  private static Step withoutRealFolders(Step step) {
    if (step instanceof Step.Merge merge) {
      List<Step.Part> parts =
          merge.parts().stream().map(part -> new Step.Part(part.folder(), Set.of())).toList();
      return new Step.Merge(merge.into(), parts, Set.of());
    }
    return step;
  }

  /** The best of the files turned round: the shortest name of those that fit. */
  private static Optional<Artifact> plainest(List<Artifact> files, Optional<Artifact> best) {
    return best.flatMap(
        found ->
            files.stream()
                .filter(file -> file.filename().equals("brick-3.toy"))
                .findFirst()
                .or(() -> best));
  }

  private static Artifact invented() {
    return new Artifact(
        "invented.toy",
        "toy",
        java.net.URI.create("https://files.example/invented.toy"),
        Map.of(),
        java.util.OptionalLong.empty(),
        Map.of());
  }

  @Override
  protected Class<?> contract() {
    return LayoutContract.class;
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
  static final class Specimen extends ToyLayoutTest {
    private final Layout layout;

    Specimen(Flaw flaw) {
      layout = flaw.in(super.layout(), FLAWS);
    }

    @Override
    protected Layout layout() {
      return layout;
    }
  }
}
