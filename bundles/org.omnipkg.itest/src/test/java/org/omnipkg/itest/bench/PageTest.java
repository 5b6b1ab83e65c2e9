package org.omnipkg.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PageTest {
  private static final String PAGE =
      "# By hand\n<!-- figures: made by the benchmark, do not edit -->\nold\n"
          + "<!-- end of figures -->\nby hand too\n";

  @Test
  void only_what_stands_between_the_markers_is_replaced() {
    String once = Page.replaced(PAGE, "figures", "new\n");
    assertEquals(PAGE.replace("old", "new"), once);
    assertEquals(once, Page.replaced(once, "figures", "new\n"));
  }

  @Test
  void a_page_without_the_place_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Page.replaced(PAGE, "inner loops", "new\n"));
  }
}
