package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Told;

class CoexistenceTest {
  @TempDir private Path home;
  private DiskEnvironments environments;
  private final Told told = new Told();

  @BeforeEach
  void open() {
    environments = new DiskEnvironments(() -> home);
  }

  private Path commit(List<Function<Prefix, List<Step>>> layouts) {
    List<Environments.Part> parts = new ArrayList<>();
    for (Function<Prefix, List<Step>> layout : layouts) {
      Runtime runtime =
          new Runtime(parts.isEmpty() ? "python" : "toy", "x", "1", home, home, "path", Map.of());
      parts.add(new Environments.Part(runtime, List.of(), List.of(), Optional.empty(), layout));
    }
    try (Environments.Hold hold = environments.hold("e", Duration.ZERO, Progress.SILENT)) {
      return environments
          .commit(
              hold,
              Samples.state("a"),
              new Environments.PrefixInput(
                  parts, Optional.empty(), Map.of(), Environments.Sharing.LINKS),
              told)
          .root();
    }
  }

  private static List<Step> write(Prefix prefix, String path, String text) {
    return List.of(new Step.Write(prefix.root().resolve(path), text, true));
  }

  @Test
  void both_languages_lie_in_one_generation() throws IOException {
    Path root = commit(List.of(p -> write(p, "bin/python", "py"), p -> write(p, "bin/toy", "toy")));
    assertEquals("py", Files.readString(root.resolve("bin/python")));
    assertEquals("toy", Files.readString(root.resolve("bin/toy")));
    assertEquals(List.of(), told.notes());
  }

  @Test
  void when_the_second_language_refuses_nothing_of_the_first_is_seen() throws IOException {
    commit(List.of(p -> write(p, "bin/python", "old")));
    Path link = home.resolve("env/e/current");
    assertThrows(
        IllegalStateException.class,
        () ->
            commit(
                List.of(
                    p -> write(p, "bin/python", "new"),
                    p -> {
                      throw new IllegalStateException("torn");
                    })));
    assertEquals("old", Files.readString(link.resolve("bin/python")));
    assertEquals(1, environments.generations("e").size());
    assertFalse(Files.exists(home.resolve("env/e/gens/0002")));
  }

  @Test
  void of_two_commands_with_one_name_the_first_stays_and_a_note_says_so() throws IOException {
    Path root = commit(List.of(p -> write(p, "bin/rake", "py"), p -> write(p, "bin/rake", "toy")));
    assertEquals("py", Files.readString(root.resolve("bin/rake")));
    assertEquals(
        List.of("`bin/rake` is another language's already: that of toy is left out"), told.notes());
  }

  @Test
  void nothing_is_written_through_the_links_of_another_language() throws IOException {
    Path tree = Files.createDirectories(home.resolve("store/tree"));
    Path root =
        commit(
            List.of(
                p -> List.of(new Step.Symlink(p.root().resolve("lib/x"), tree.toString())),
                p -> write(p, "lib/x/y/z", "toy")));
    assertFalse(Files.exists(tree.resolve("y")));
    assertTrue(Files.isSymbolicLink(root.resolve("lib/x")));
    assertEquals(1, told.notes().size());
  }

  @Test
  void folders_are_shared_and_the_same_link_is_no_quarrel() throws IOException {
    Path one = Files.createDirectories(home.resolve("one"));
    Path two = Files.createDirectories(home.resolve("two"));
    Files.writeString(one.resolve("a"), "1");
    Files.writeString(two.resolve("a"), "2");
    Files.writeString(two.resolve("b"), "2");
    Path root =
        commit(
            List.of(
                p -> List.of(merge(p, one), new Step.Symlink(p.root().resolve("l"), "share")),
                p -> List.of(merge(p, two), new Step.Symlink(p.root().resolve("l"), "share"))));
    assertEquals("1", Files.readString(root.resolve("share/a")));
    assertEquals("2", Files.readString(root.resolve("share/b")));
    assertEquals(List.of(), told.notes());
  }

  private static Step merge(Prefix prefix, Path folder) {
    return new Step.Merge(
        prefix.root().resolve("share"), List.of(new Step.Part(folder, Set.of("**"))), Set.of());
  }
}
