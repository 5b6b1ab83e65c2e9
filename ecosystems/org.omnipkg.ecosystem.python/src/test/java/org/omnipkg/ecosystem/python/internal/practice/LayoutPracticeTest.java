package org.omnipkg.ecosystem.python.internal.practice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.omnipkg.model.Bubble;

class LayoutPracticeTest {
  @Test
  void every_module_of_the_paper_wheel_has_its_place() {
    Bubble bubble = new LayoutPractice().place();
    assertTrue(bubble.placements().size() > LayoutPractice.MODULES, bubble.key());
    assertTrue(
        bubble.placements().stream()
            .anyMatch(one -> one.path().endsWith("site-packages/paper/part1/module1.py")));
  }
}
