package org.omnipkg.ecosystem.python.internal.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Target;

class FitTest {
  private final ArtifactChoice choice = new ArtifactChoice();
  private final AtomicInteger looks = new AtomicInteger();
  private final List<Artifact> files =
      new AbstractList<>() {
        private final List<Artifact> all =
            List.of(
                wheel("a-1-cp311-cp311-linux_x86_64.whl"),
                wheel("a-1-cp312-cp312-linux_x86_64.whl"));

        @Override
        public Artifact get(int index) {
          looks.incrementAndGet();
          return all.get(index);
        }

        @Override
        public int size() {
          return all.size();
        }
      };

  private static Artifact wheel(String name) {
    return new Artifact(
        name,
        ArtifactChoice.WHEEL,
        URI.create("https://h.example/" + name),
        Map.of(),
        OptionalLong.empty(),
        Map.of());
  }

  private Optional<String> file(Fit fit, Target on) {
    return fit.file(on).map(Artifact::filename);
  }

  @Test
  void the_files_are_looked_through_once_for_an_interpreter() {
    Fit fit = new Fit(files, "", choice);
    assertTrue(fit.holds(Targets.linux311()));
    int once = looks.get();
    assertTrue(fit.holds(Targets.linux311()));
    assertEquals(Optional.of("a-1-cp311-cp311-linux_x86_64.whl"), file(fit, Targets.linux311()));
    assertEquals(once, looks.get());
  }

  @Test
  void another_interpreter_gets_its_own_answer() {
    Fit fit = new Fit(files, "", choice);
    Target other = Targets.linux("3.12.1", "cp312", "cp312");
    for (int turn = 0; turn < 2; turn++) {
      assertEquals(Optional.of("a-1-cp311-cp311-linux_x86_64.whl"), file(fit, Targets.linux311()));
      assertEquals(Optional.of("a-1-cp312-cp312-linux_x86_64.whl"), file(fit, other));
      assertFalse(fit.holds(Targets.linux("3.10.1", "cp310", "cp310")));
    }
  }

  @Test
  void it_equals_one_of_the_same_files() {
    List<Artifact> same = List.of(wheel("a-1-cp311-cp311-linux_x86_64.whl"));
    Fit one = new Fit(same, ">=3", choice);
    assertEquals(one, new Fit(List.copyOf(same), ">=3", choice));
    assertEquals(one.hashCode(), new Fit(List.copyOf(same), ">=3", choice).hashCode());
    assertNotEquals(one, new Fit(same, ">=2", choice));
    assertNotEquals(one, new Fit(List.of(), ">=3", choice));
  }
}
