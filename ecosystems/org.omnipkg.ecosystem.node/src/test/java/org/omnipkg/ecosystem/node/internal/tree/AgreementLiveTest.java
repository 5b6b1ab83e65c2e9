package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our trees against npm's lock files, live: some sets always, all of them in the long run. */
class AgreementLiveTest {
  private static final Set<String> SHORT =
      Set.of(
          "express",
          "react",
          "webpack",
          "eslint-ts",
          "jest",
          "next",
          "alias",
          "override-flat",
          "peer-conflict",
          "unknown");
  private static final Path PAGE = Path.of("../../docs/reference/solver-agreement-node.md");

  @Test
  @Tag("live")
  void some_sets_lie_as_npm_lays_them() {
    List<Agreement.Verdict> verdicts = verdicts(true);
    assertEquals(SHORT.size(), verdicts.size());
    List<String> differences = new ArrayList<>();
    verdicts.forEach(verdict -> differences.addAll(verdict.differences()));
    assertEquals(List.of(), differences);
  }

  /** {@code -Daccept} writes the page. */
  @Test
  @Tag("full")
  void nearly_all_sets_lie_as_npm_lays_them() throws IOException {
    try (Agreement agreement = new Agreement(LiveDesk.here())) {
      List<Agreement.Verdict> verdicts = verdicts(false);
      if (System.getProperty("accept") != null) {
        Files.writeString(PAGE, AgreementPage.of(verdicts, agreement.versions()));
      }
      long same = verdicts.stream().filter(Agreement.Verdict::samePackages).count();
      assertTrue(
          same >= 0.98 * verdicts.size(), same + " of " + verdicts.size() + " agree with npm");
    }
  }

  private static List<Agreement.Verdict> verdicts(boolean some) {
    List<Agreement.Verdict> verdicts = new ArrayList<>();
    try (Agreement agreement = new Agreement(LiveDesk.here())) {
      for (AgreementSets.Set set : AgreementSets.read()) {
        if (!some || SHORT.contains(set.name())) {
          verdicts.add(agreement.compare(set.name(), set.words(), set.overrides()));
        }
      }
    }
    return verdicts;
  }
}
