package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Health.Finding;
import org.omnipkg.api.Plugins;
import org.omnipkg.model.Progress;

class PluginCheckupTest {
  private final List<Plugins.Plugin> plugins = new ArrayList<>();

  private List<Finding> examine() {
    Plugins listing =
        new Plugins() {
          @Override
          public List<Plugin> list(Caller caller) {
            return plugins;
          }

          @Override
          public Plugin install(Caller caller, Wish wish) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Plugin update(Caller caller, Wish wish) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Reasons why(Caller caller, String name) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Plugin remove(Caller caller, String name) {
            throw new UnsupportedOperationException();
          }
        };
    return new PluginCheckup(listing)
        .examine(new Caller(Map.of(), Path.of("/"), false, Duration.ofSeconds(1), Progress.SILENT));
  }

  private void add(String name, String origin, String state, String... notes) {
    plugins.add(new Plugins.Plugin(name, "1.0", origin, state, List.of(), "", List.of(notes)));
  }

  @Test
  void a_house_without_plugins_has_nothing_to_say() {
    add("shipped", "shipped", "stopped");
    assertEquals(List.of(), examine());
  }

  @Test
  void plugins_that_work_are_named_on_one_line() {
    add("a", "added", "active");
    add("b", "added", "active");
    assertEquals(List.of("a 1.0, b 1.0"), examine().stream().map(Finding::text).toList());
    assertEquals("ok", examine().get(0).level());
  }

  @Test
  void one_that_does_not_work_is_a_problem_with_its_reasons() {
    add("a", "added", "active");
    add("b", "added", "does not fit", "it imports x");
    Finding finding = examine().get(0);
    assertEquals("problem", finding.level());
    assertEquals("b 1.0: does not fit", finding.text());
    assertEquals(List.of("it imports x"), finding.tree());
    assertTrue(finding.mend().contains("plugin remove b"));
  }
}
