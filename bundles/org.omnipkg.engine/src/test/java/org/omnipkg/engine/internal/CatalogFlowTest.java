package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;

class CatalogFlowTest {
  @TempDir private Path home;
  private SmallHouse house;
  private CatalogFlow catalog;

  @BeforeEach
  void furnish() throws IOException {
    house = new SmallHouse(home);
    catalog =
        new CatalogFlow(
            house.desks, house.languages, house.runtimes, house.environments, () -> home);
  }

  @AfterEach
  void close() {
    house.acquisition.stop();
    assertEquals(0, house.languages.leased.get());
  }

  private List<String> listed(boolean obtainable) {
    return catalog.list(house.caller(), obtainable).stream()
        .map(one -> one.version() + " " + one.origin() + " " + one.usedBy())
        .toList();
  }

  @Test
  void what_can_be_obtained_is_listed_when_it_is_asked_for() {
    house.runtimes.offered.add("3.12.1");
    assertEquals(List.of("3.11.4 path []"), listed(false));
    assertEquals(List.of("3.11.4 path []", "3.12.1 obtainable []"), listed(true));
  }

  @Test
  void what_several_places_have_is_listed_once_and_what_is_here_not_at_all() {
    house.runtimes.offered.addAll(List.of("3.12.1", "3.12.1", "3.11.4"));
    assertEquals(List.of("3.11.4 path []", "3.12.1 obtainable []"), listed(true));
  }

  @Test
  void one_in_use_names_its_environments_and_stays() {
    house.environments.add("main", house.state(List.of(), List.of()));
    assertEquals(List.of("3.11.4 path [main]"), listed(false));
    Refusal refusal =
        assertThrows(Refusal.class, () -> catalog.remove(house.caller(), "python@3.11"));
    assertEquals("runtime.in-use", refusal.diagnostic().code());
  }

  @Test
  void one_that_is_not_known_cannot_be_removed() {
    Refusal refusal = assertThrows(Refusal.class, () -> catalog.remove(house.caller(), "2.7"));
    assertEquals("runtime.not-found", refusal.diagnostic().code());
  }
}
