package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;

/** Ball 1 is here under the name small, and nothing else of the user's. */
class AliasesTest {
  private static final String WORD = "toy:ball==1 as small";

  @TempDir private Path home;
  private SmallHouse house;
  private State state;
  private Target target;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    ToyLanguage toy = ToyLanguage.learnt(house, home);
    Node ball = toy.node("ball", "1");
    Edge asked = new Edge("", ball.id(), Tie.NEEDS, Role.RUN, WORD.substring("toy:".length()), "");
    state = house.state(List.of(WORD), List.of(ball), asked);
    target = house.target();
  }

  private Words.Demand demand(String word) {
    return Words.demand(word, "", house.languages);
  }

  private List<String> over(String... words) {
    List<Words.Demand> demands = List.of(words).stream().map(this::demand).toList();
    return Asked.of(demands, target, house.languages)
        .over(state.roots(), target, house.languages)
        .stream()
        .map(Words.Demand::text)
        .toList();
  }

  @Test
  void the_same_package_under_another_name_is_another_wish() {
    assertEquals(List.of(WORD, "toy:ball==2"), over("toy:ball==2"));
    assertEquals(List.of("toy:ball==2 as small"), over("toy:ball==2 as small"));
    assertEquals(
        List.of(WORD, "toy:ball==3 as third", "toy:ball==2"),
        over("toy:ball==3 as third", "toy:ball==2"));
  }

  @Test
  void a_package_that_is_here_under_another_name_is_not_here_under_its_own() {
    assertTrue(Satisfaction.holds(demand(WORD), state, house.languages));
    assertFalse(Satisfaction.holds(demand("toy:ball"), state, house.languages));
    assertFalse(Satisfaction.holds(demand("toy:ball as other"), state, house.languages));
  }

  @Test
  void a_question_by_the_other_name_is_about_the_package() {
    house.environments.add("main", state);
    Subject subject =
        Subject.of("small", house.environments.current("main").orElseThrow(), house.languages);
    assertEquals("ball", subject.name().name());
    assertEquals(Set.of(state.nodes().get(0)), Set.of(subject.found().get(0).node()));
  }

  @Test
  void a_list_says_under_which_other_name_a_package_is_here() {
    assertEquals(
        Map.of(state.nodes().get(0).pin(), List.of("small")),
        Aliases.given(state, Closure.active(state), house.languages));
  }
}
