package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** Two daemons over one home: a container and its host, or two runtime directories. */
@Tag("live")
class TwoDaemonsIT {
  private static final int EACH = 6;

  @Test
  void two_daemons_take_turns_in_one_environment_and_share_one_store() throws Exception {
    try (Shipped one = new Shipped()) {
      Path wheels = one.directory().resolve("wheels");
      for (int i = 0; i < EACH; i++) {
        TinyWheel.of("left-" + i, "1.0").into(wheels);
        TinyWheel.of("right-" + i, "1.0").into(wheels);
      }
      Path runtime = Files.createDirectories(one.directory().resolve("run"));
      Files.setPosixFilePermissions(
          runtime, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      Shipped other = one.beside("XDG_RUNTIME_DIR", runtime.toString());
      try {
        one.run("-e", "both", "install", "--find-links", wheels.toString(), "left-0").ok();
        other.run("-e", "both", "install", "--find-links", wheels.toString(), "right-0").ok();
        assertNotEquals(daemon(one), daemon(other));
        CompletableFuture<Void> left = many(one, "left-", wheels);
        CompletableFuture<Void> right = many(other, "right-", wheels);
        CompletableFuture.allOf(left, right).join();
        JsonNode list =
            new ObjectMapper().readTree(one.run("-e", "both", "list", "--json").ok().out());
        List<String> names = new ArrayList<>(list.findValuesAsText("name"));
        assertEquals(2 * EACH, names.size(), names::toString);
        for (String name : names) {
          String module = name.replace('-', '_');
          other.run("-e", "both", "exec", "python", "-c", "import " + module).ok();
        }
        one.run("store", "verify").ok();
      } finally {
        other.run("daemon", "stop");
      }
    }
  }

  private static CompletableFuture<Void> many(Shipped omnipkg, String prefix, Path wheels) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 1; i < EACH; i++) {
            omnipkg
                .run("-e", "both", "install", "--find-links", wheels.toString(), prefix + i)
                .ok();
            omnipkg.run("store", "gc").ok();
          }
        });
  }

  private static long daemon(Shipped omnipkg) throws Exception {
    Shipped.Said status = omnipkg.run("daemon", "status", "--json").ok();
    return new ObjectMapper().readTree(status.out()).findValue("pid").asLong();
  }
}
