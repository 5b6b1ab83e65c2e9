package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Running;

/** What a {@link Layout} promises about commands run in an environment. */
@Contract("Layout: commands in an environment")
public abstract class RunningContract {
  private static final Path ROOT = Path.of("/home/me/env/small/gens/0001");
  private static final Path OTHER = Path.of("/home/me/env/small/gens/0002");
  private static final String SECRET = "hunter2";

  /** What a language may not need. */
  public enum Behaviour {
    /** A variable leads its programs to the environment's packages. */
    LEADING,
    /** Variables of the user's could lead elsewhere and are taken away. */
    MISLEADING,
    /** Commands that would change another place must be the environment's own. */
    OWN_COMMANDS
  }

  protected abstract Layout layout();

  /** A runtime of the language. */
  protected abstract Runtime runtime();

  /** Variables that would lead the language's programs elsewhere. */
  protected abstract Set<String> misleading();

  /** Commands that must be the environment's own, as they are typed. */
  protected abstract List<String> own();

  /** Whether the language has this; everything by default. */
  protected boolean has(Behaviour behaviour) {
    return true;
  }

  private Running running() {
    return running(ROOT);
  }

  private Running running(Path root) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin");
    environment.put("SOME_TOKEN", SECRET);
    misleading().forEach(name -> environment.put(name, "/elsewhere"));
    return layout().running(root, runtime(), environment);
  }

  @Test
  public void another_generation_is_led_to_itself() {
    if (has(Behaviour.LEADING)) {
      assertFalse(running(ROOT).set().equals(running(OTHER).set()), running().toString());
    } else {
      assertEquals(running(ROOT), running(OTHER));
    }
  }

  @Test
  public void variables_that_lead_elsewhere_are_taken_away() {
    Set<String> expected = has(Behaviour.MISLEADING) ? misleading() : Set.of();
    assertEquals(new TreeSet<>(expected), new TreeSet<>(running().unset()));
  }

  @Test
  public void commands_that_would_change_another_place_are_the_environments_own() {
    List<Pattern> patterns = running().own().stream().map(Pattern::compile).toList();
    if (has(Behaviour.OWN_COMMANDS)) {
      for (String command : own()) {
        assertTrue(
            patterns.stream().anyMatch(p -> p.matcher(command).matches()),
            command + " is none of " + patterns);
      }
    } else {
      assertEquals(List.of(), running().own());
    }
  }

  @Test
  public void other_commands_are_left_alone() {
    for (String own : running().own()) {
      assertDoesNotThrow(() -> Pattern.compile(own), own);
      for (String command : List.of("ls", "make", "git")) {
        assertFalse(command.matches(own), own + " means " + command + " too");
      }
    }
  }

  @Test
  public void a_variable_has_a_plain_name() {
    Set<String> names = new TreeSet<>(running().set().keySet());
    names.addAll(running().unset());
    names.forEach(name -> assertTrue(name.matches("[A-Za-z_][A-Za-z0-9_]*"), name));
  }

  @Test
  public void no_variable_is_both_set_and_taken_away() {
    Set<String> both = new TreeSet<>(running().set().keySet());
    both.retainAll(running().unset());
    assertEquals(Set.of(), both);
  }

  @Test
  public void the_path_is_the_houses() {
    assertFalse(running().set().containsKey("PATH"), "PATH is set");
    assertFalse(running().unset().contains("PATH"), "PATH is taken away");
  }

  @Test
  public void what_others_told_the_caller_goes_nowhere_else() {
    assertFalse(running().set().containsValue(SECRET), running().set().keySet().toString());
  }

  @Test
  public void the_same_environment_has_the_same_variables() {
    assertEquals(running(), running());
  }
}
