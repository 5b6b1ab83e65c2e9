package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.InstallRequest;

class InstallPracticeTest {
  private final World world = new World();

  @Test
  void the_line_is_an_install_that_changes_nothing_and_asks_nobody() {
    assertEquals(0, new InstallPractice(world.commands(), world).install(Path.of("/paper")));
    List<InstallRequest> installs =
        world.asked.stream()
            .filter(InstallRequest.class::isInstance)
            .map(InstallRequest.class::cast)
            .toList();
    assertEquals(1, installs.size());
    assertTrue(installs.get(0).dryRun());
    assertTrue(world.callers.get(0).offline());
  }
}
