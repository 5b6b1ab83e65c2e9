package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Running;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherLayout;
import org.omnipkg.tck.RunningContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyRunningTest;

class RunningSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Layout>> FLAWS =
      Map.ofEntries(
          entry("another_generation_is_led_to_itself", setting("TOY_HOME", "/toys")),
          entry(
              "variables_that_lead_elsewhere_are_taken_away",
              running(r -> new Running(r.set(), Set.of(), r.own()))),
          entry(
              "commands_that_would_change_another_place_are_the_environments_own",
              running(r -> new Running(r.set(), r.unset(), List.of("toy")))),
          entry(
              "other_commands_are_left_alone",
              running(
                  r -> {
                    List<String> own = new ArrayList<>(r.own());
                    own.add("m.*");
                    return new Running(r.set(), r.unset(), own);
                  })),
          entry("a_variable_has_a_plain_name", setting("TOY-BOX", "large")),
          entry("no_variable_is_both_set_and_taken_away", setting("TOY_PATH", "/toys")),
          entry("the_path_is_the_houses", setting("PATH", "/toys/bin")),
          entry(
              "what_others_told_the_caller_goes_nowhere_else",
              layout ->
                  new OtherLayout(layout) {
                    @Override
                    public Running running(
                        Path root, Runtime runtime, Map<String, String> environment) {
                      Running r = sound.running(root, runtime, environment);
                      Map<String, String> set = new HashMap<>(environment);
                      set.keySet().retainAll(Set.of("SOME_TOKEN"));
                      set.putAll(r.set());
                      return new Running(set, r.unset(), r.own());
                    }
                  }),
          entry(
              "the_same_environment_has_the_same_variables",
              layout -> {
                AtomicInteger turn = new AtomicInteger();
                return running(r -> set(r, "TURN", "" + turn.incrementAndGet())).apply(layout);
              }));

  private static UnaryOperator<Layout> setting(String name, String value) {
    return running(r -> set(r, name, value));
  }

  private static Running set(Running running, String name, String value) {
    Map<String, String> set = new HashMap<>(running.set());
    set.put(name, value);
    return new Running(set, running.unset(), running.own());
  }

  private static UnaryOperator<Layout> running(UnaryOperator<Running> change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public Running running(Path root, Runtime runtime, Map<String, String> environment) {
            return change.apply(sound.running(root, runtime, environment));
          }
        };
  }

  @Override
  protected Class<?> contract() {
    return RunningContract.class;
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
  static final class Specimen extends ToyRunningTest {
    private final Layout spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.layout(), FLAWS);
    }

    @Override
    protected Layout layout() {
      return spoilt;
    }
  }
}
