package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What it does with the modules of a workspace. */
class GoWorkspaceTest extends GoCommandBench {
  @Test
  void a_go_sum_that_holds_a_module_to_another_hash_is_refused() throws IOException {
    Files.writeString(project.resolve("go.work"), "go 1.21\n\nuse ./sub\n");
    Files.writeString(project.resolve("sub/go.mod"), "module mine\n\ngo 1.21\n");
    Files.writeString(project.resolve("sub/go.sum"), "example.com/door v1.2.0/go.mod h1:False=\n");
    assertTrue(build().err().contains("[integrity.go-sum]"));
  }

  @Test
  void modules_of_a_workspace_are_shown_with_the_environments_versions() throws IOException {
    Files.createDirectories(project.resolve("x"));
    Files.writeString(
        project.resolve("go.work"), "go 1.21\n\nuse ./sub // mine\n\nreplace x.org/x => ./x\n");
    Files.writeString(
        project.resolve("sub/go.mod"),
        "module mine\nrequire (\n\tmine v0.0.0\n\texample.com/door v1.0.0\n)\n");
    String said = go(Map.of(), project.resolve("sub"), "build", "./...");
    Path copy = Path.of(between(said, "work ", "/go.work\n"));
    Path real = project.toRealPath();
    assertEquals(
        "go 1.21\n\nuse \""
            + real.resolve("sub")
            + "\"\n\nreplace x.org/x => \""
            + real.resolve("x")
            + "\"\n\nuse \""
            + copy.resolve("own")
            + "\"\n",
        Files.readString(copy.resolve("go.work")));
    assertEquals(
        "module mine\nrequire (\n\texample.com/door v1.2.0\n)\n",
        Files.readString(copy.resolve("1.mod")));
    assertEquals(
        "{\"Replace\":{\""
            + real.resolve("sub/go.mod")
            + "\":\""
            + copy.resolve("1.mod")
            + "\"}}\n",
        Files.readString(copy.resolve("overlay.json")));
    assertTrue(Files.readString(copy.resolve("own/go.mod")).startsWith("module loose\ngo 1.21\n"));
    assertTrue(Files.readString(copy.resolve("go.work.sum")).contains("example.com/door"), said);
  }

  @Test
  void a_workspace_may_name_its_folders_in_quotes() throws IOException {
    Files.createDirectories(project.resolve("a b"));
    Files.createDirectories(project.resolve("by hand"));
    Files.writeString(
        project.resolve("go.work"),
        "go 1.21\n\nuse (\n\t\"./a b\" // mine\n\t`./sub`\n)\n\n"
            + "replace x.org/x => \"./by hand\"\n\nreplace y.org/y => z.org/y v1.0.0\n");
    Files.writeString(
        project.resolve("a b/go.mod"), "module spaced\nrequire example.com/door v1.0.0\n");
    Files.writeString(project.resolve("sub/go.mod"), "module mine\n");
    String said = go(Map.of(), project.resolve("a b"), "build", "./...");
    Path copy = Path.of(between(said, "work ", "/go.work\n"));
    Path real = project.toRealPath();
    assertEquals(
        "go 1.21\n\nuse (\n\t\""
            + real.resolve("a b")
            + "\"\n\t\""
            + real.resolve("sub")
            + "\"\n)\n\nreplace x.org/x => \""
            + real.resolve("by hand")
            + "\"\n\nreplace y.org/y => z.org/y v1.0.0\n\nuse \""
            + copy.resolve("own")
            + "\"\n",
        Files.readString(copy.resolve("go.work")));
    assertEquals(
        "module spaced\nrequire example.com/door v1.2.0\n",
        Files.readString(copy.resolve("1.mod")));
    assertTrue(Files.readString(copy.resolve("overlay.json")).contains(real + "/a b/go.mod"));
  }
}
