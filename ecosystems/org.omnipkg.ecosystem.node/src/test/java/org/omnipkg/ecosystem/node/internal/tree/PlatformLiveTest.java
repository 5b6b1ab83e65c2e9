package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.NodeGrammar;
import org.omnipkg.ecosystem.node.internal.project.NodeProject;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;

/** What is for other platforms, beside npm: refused, or left out and named in the lock. */
@Tag("live")
class PlatformLiveTest {
  @TempDir Path folder;

  private static Resolution solve(LiveDesk desk, List<String> words) {
    List<Dependency> roots = words.stream().map(new NodeGrammar()::parse).toList();
    Problem problem =
        new Problem(
            "node",
            roots,
            List.of(),
            new Target(new Platform("linux", "x86_64", "glibc", ""), List.of()),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    return new TreeSolver().solve(problem, new IndexFacts(desk), desk).solved().orElseThrow();
  }

  @Test
  void the_release_npm_refuses_is_refused() {
    IllegalStateException npm =
        assertThrows(
            IllegalStateException.class,
            () -> LiveDesk.say(folder, "npm", "install", "--dry-run", "fsevents"));
    Diagnostic ours =
        assertThrows(Refusal.class, () -> solve(LiveDesk.here(), List.of("fsevents"))).diagnostic();
    assertEquals("resolve.no-matching-artifact", ours.code());
    String refused = ours.message().replaceAll("`(.*)`.*", "$1");
    assertTrue(npm.getMessage().contains("EBADPLATFORM"), npm.getMessage());
    assertTrue(npm.getMessage().contains("Unsupported platform for " + refused), refused);
  }

  @Test
  void optional_packages_of_a_project_stand_where_npms_lock_has_them() throws IOException {
    Files.writeString(
        folder.resolve("package.json"),
        "{'name':'mine','version':'1.0.0','dependencies':{'chokidar':'1'},'optionalDependencies':{'fsevents':'^2.3'}}"
            .replace('\'', '"'));
    LiveDesk desk = LiveDesk.here();
    Resolution ours =
        solve(
            desk,
            new NodeProject()
                .read(folder, desk).wanted().stream().map(one -> one.words()).toList());
    Map<String, String> places = new TreeMap<>();
    Stream.concat(ours.nodes().stream(), ours.elsewhere().orElseThrow().nodes().stream())
        .forEach(node -> places.put(node.id(), node.pin().version()));
    LiveDesk.say(folder, "npm", "install", "--package-lock-only", "--ignore-scripts");
    Map<String, String> theirs = new TreeMap<>();
    new ObjectMapper()
        .readTree(folder.resolve("package-lock.json").toFile())
        .path("packages")
        .fields()
        .forEachRemaining(
            one -> {
              if (!one.getKey().isEmpty() && !one.getValue().path("inBundle").asBoolean()) {
                theirs.put(one.getKey(), one.getValue().path("version").asText());
              }
            });
    assertEquals(theirs, places);
    assertTrue(ours.node("node_modules/fsevents").isEmpty());
  }
}
