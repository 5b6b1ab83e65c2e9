package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.shell.internal.verb.Plain;

class PracticeTest {
  private final World world = new World();

  @Test
  void every_line_is_plain_and_none_changes_anything() {
    List<List<String>> lines = world.commands().practice();
    assertFalse(lines.isEmpty());
    for (List<String> line : lines) {
      assertTrue(Plain.of(line).isPresent(), line.toString());
      assertEquals(0, world.run(line.toArray(String[]::new)).code(), line.toString());
    }
    List<InstallRequest> installs =
        world.asked.stream()
            .filter(InstallRequest.class::isInstance)
            .map(InstallRequest.class::cast)
            .toList();
    assertFalse(installs.isEmpty());
    installs.forEach(request -> assertTrue(request.dryRun(), request.toString()));
  }

  @Test
  void without_an_environment_there_is_nothing_to_practise() {
    world.inquiry = Optional.of(over());
    assertEquals(List.of(), world.commands().practice());
  }

  @Test
  void an_environment_that_awaits_a_change_is_left_alone() {
    world.inquiry = Optional.of(over("ill"));
    assertEquals(List.of(), world.commands().practice());
  }

  private static Inquiry over(String... environments) {
    return new FixedInquiry() {
      @Override
      public List<Summary> environments(Caller caller) {
        return Arrays.stream(environments)
            .map(name -> new Summary(name, 7, 5, Optional.empty(), 16, Instant.EPOCH, ""))
            .toList();
      }
    };
  }
}
