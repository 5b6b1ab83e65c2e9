package org.omnipkg.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void an_odd_number_of_samples_has_its_middle_one_as_median() {
    assertEquals(3, Figures.of(9, 1, 3).median());
  }

  @Test
  void of_an_even_number_it_lies_between_the_middle_ones() {
    assertEquals(2.5, Figures.of(4, 2, 3, 1).median());
  }

  @Test
  void nine_of_ten_samples_lie_at_or_below_the_ninetieth() {
    assertEquals(9, Figures.of(5, 1, 9, 2, 8, 3, 7, 4, 100, 6).ninetieth());
  }

  @Test
  void the_least_is_the_least_and_all_are_kept_in_their_order() {
    Figures figures = Figures.of(2, 1, 3);
    assertEquals(1, figures.least());
    assertEquals(java.util.List.of(2.0, 1.0, 3.0), figures.samples());
  }

  @Test
  void nothing_measured_has_no_figures() {
    assertThrows(IllegalArgumentException.class, Figures::of);
  }
}
