package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Two processes that work on one home; a second daemon is refused, whoever looks for it where. */
@Tag("live")
class TwoDaemonsIT {
  private static final int EACH = 6;

  @Test
  void a_second_daemon_is_refused_and_a_second_process_takes_turns() throws Exception {
    try (Shipped one = new Shipped()) {
      Path wheels = one.directory().resolve("wheels");
      for (int i = 0; i < EACH; i++) {
        TinyWheel.of("omnipkg-left-" + i, "1.0").into(wheels);
        TinyWheel.of("omnipkg-right-" + i, "1.0").into(wheels);
      }
      Path runtime = Files.createDirectories(one.directory().resolve("run"));
      Files.setPosixFilePermissions(
          runtime, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      Shipped other = one.beside("XDG_RUNTIME_DIR", runtime.toString());
      one.run("-e", "both", "install", "--find-links", wheels.toString(), "omnipkg-left-0").ok();
      Shipped.Said refused = other.run("-e", "both", "list");
      assertEquals(1, refused.exit(), refused.err());
      assertTrue(refused.err().contains("client.daemon-busy"), refused.err());
      other
          .run(
              "--no-daemon",
              "-e",
              "both",
              "install",
              "--find-links",
              wheels.toString(),
              "omnipkg-right-0")
          .ok();
      CompletableFuture<Void> left = many(one, List.of(), "omnipkg-left-", wheels);
      CompletableFuture<Void> right = many(other, List.of("--no-daemon"), "omnipkg-right-", wheels);
      CompletableFuture.allOf(left, right).join();
      JsonNode list =
          new ObjectMapper().readTree(one.run("-e", "both", "list", "--json").ok().out());
      List<String> names = new ArrayList<>(list.findValuesAsText("name"));
      assertEquals(2 * EACH, names.size(), names::toString);
      for (String name : names) {
        String module = name.replace('-', '_');
        one.run("-e", "both", "exec", "python", "-c", "import " + module).ok();
      }
      one.run("store", "verify").ok();
    }
  }

  private static CompletableFuture<Void> many(
      Shipped omnipkg, List<String> options, String prefix, Path wheels) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 1; i < EACH; i++) {
            run(
                omnipkg,
                options,
                List.of("-e", "both", "install", "--find-links", wheels.toString(), prefix + i));
            run(omnipkg, options, List.of("store", "gc"));
          }
        });
  }

  private static void run(Shipped omnipkg, List<String> options, List<String> words) {
    List<String> argv = new ArrayList<>(options);
    argv.addAll(words);
    omnipkg.run(argv.toArray(String[]::new)).ok();
  }
}
