package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;

class SatisfactionTest {
  @TempDir private Path home;
  private SmallHouse house;
  private State state;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    Node plain = house.node("flask", "2.3");
    Node flask =
        new Node(plain.id(), plain.pin(), plain.artifact(), Set.of("async"), plain.source());
    state =
        house.state(
            List.of("python:flask[async]"),
            List.of(flask, house.node("click", "8.1")),
            SmallHouse.edge("", "flask"),
            SmallHouse.edge("flask", "click"));
  }

  private boolean holds(String word) {
    boolean holds =
        Satisfaction.holds(Words.demand(word, "", house.languages), state, house.languages);
    assertEquals(0, house.languages.leased.get());
    return holds;
  }

  @Test
  void the_same_words_hold() {
    assertTrue(holds("flask[async]"));
  }

  @Test
  void another_spelling_that_admits_what_is_here_holds() {
    assertTrue(holds("Flask>=2,<3"));
    assertTrue(holds("flask==2.3.0"));
  }

  @Test
  void a_range_that_shuts_out_what_is_here_does_not_hold() {
    assertFalse(holds("flask>=3"));
    assertFalse(holds("flask!=2.3"));
  }

  @Test
  void a_feature_that_is_not_here_does_not_hold() {
    assertFalse(holds("flask[dotenv]"));
  }

  @Test
  void what_only_others_need_was_not_asked_for_and_does_not_hold() {
    assertFalse(holds("click"));
  }

  @Test
  void an_unknown_name_does_not_hold() {
    assertFalse(holds("rich"));
  }

  @Test
  void a_file_does_not_hold_because_a_release_of_that_name_is_here() {
    assertFalse(holds("file:///srv/flask-2.3-py3-none-any.whl"));
  }
}
