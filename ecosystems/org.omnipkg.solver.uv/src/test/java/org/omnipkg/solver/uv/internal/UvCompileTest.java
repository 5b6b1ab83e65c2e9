package org.omnipkg.solver.uv.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.solver.support.Order;
import org.omnipkg.solver.support.Said;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.RecordingDesk;
import org.omnipkg.tck.SmallWorld;

class UvCompileTest {
  @TempDir Path temporary;

  private final Runtime runtime =
      new Runtime(
          "python",
          "cpython",
          "3.11.7",
          Path.of("/some/bin/python"),
          Path.of("/some"),
          "path",
          Map.of());

  private Problem problem(Map<PackageName, String> preferred, Optional<Instant> cutOff) {
    Problem plain =
        new SmallWorld(temporary)
            .problem(
                new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime)));
    return new Problem(
        plain.ecosystem(),
        plain.roots(),
        plain.constraints(),
        plain.target(),
        preferred,
        true,
        cutOff,
        plain.hashes(),
        plain.built());
  }

  private RecordingDesk desk(Source... sources) {
    Map<String, String> caller = new HashMap<>();
    caller.put("UV_INDEX_URL", "https://theirs.invalid/");
    caller.put("PIP_EXTRA_INDEX_URL", "https://theirs.invalid/");
    caller.put("PYTHONPATH", "/theirs");
    caller.put("HTTPS_PROXY", "http://proxy.invalid/");
    return new RecordingDesk(temporary, List.of(sources), caller);
  }

  private static Source index(String place) {
    return new Source("x", URI.create(place), Source.Form.INDEX);
  }

  @Test
  void sources_go_by_environment_and_never_by_arguments() {
    RecordingDesk desk =
        desk(
            index("https://me:secret@one.invalid/simple"),
            index("https://two.invalid/simple"),
            new Source("folder", URI.create("file:/wheels/a,b"), Source.Form.FLAT));
    Problem problem = problem(Map.of(), Optional.empty());
    new UvCompile(problem, desk)
        .take(new Order(problem, List.of("flask"), List.of(), List.of(URI.create("file:/made/"))));
    Desk.Command command = desk.commands().get(0);
    assertFalse(command.argv().toString().contains("invalid"), command.argv().toString());
    assertEquals("https://two.invalid/simple", command.environment().get("UV_DEFAULT_INDEX"));
    assertEquals("https://me:secret@one.invalid/simple", command.environment().get("UV_INDEX"));
    assertEquals("file:///made/,file:///wheels/a%2Cb", command.environment().get("UV_FIND_LINKS"));
    assertFalse(command.argv().contains("--no-index"));
  }

  @Test
  void what_would_configure_uv_behind_our_back_is_taken_away() {
    RecordingDesk desk = desk();
    Problem problem = problem(Map.of(), Optional.empty());
    new UvCompile(problem, desk).take(new Order(problem, List.of(), List.of(), List.of()));
    Map<String, String> environment = desk.commands().get(0).environment();
    assertFalse(environment.toString().contains("theirs"), environment.toString());
    assertEquals("http://proxy.invalid/", environment.get("HTTPS_PROXY"));
    assertTrue(desk.commands().get(0).argv().contains("--no-config"));
    assertTrue(desk.commands().get(0).argv().contains("--no-build"));
    assertTrue(desk.commands().get(0).argv().contains("--no-index"));
  }

  @Test
  void what_is_installed_now_is_a_preference() throws Exception {
    RecordingDesk desk = desk();
    Problem problem =
        problem(
            Map.of(new PackageName("python", "flask"), "2.0"),
            Optional.of(Instant.parse("2024-01-01T00:00:00Z")));
    Said said =
        new UvCompile(problem, desk)
            .take(new Order(problem, List.of("flask"), List.of("rich<9"), List.of()));
    // The recording desk runs nothing, so the file still holds what was put there.
    assertEquals(List.of(new Said.Pinned("flask", "2.0")), said.pins());
    List<String> argv = desk.commands().get(0).argv();
    assertEquals(
        List.of("rich<9"), Files.readAllLines(Path.of(argv.get(argv.indexOf("--constraint") + 1))));
    assertEquals("2024-01-01T00:00:00Z", argv.get(argv.indexOf("--exclude-newer") + 1));
    assertEquals("/some/bin/python", argv.get(argv.indexOf("--python") + 1));
    assertEquals("allow", argv.get(argv.indexOf("--prerelease") + 1));
    assertEquals(Optional.of("flask\n"), desk.commands().get(0).input());
  }
}
