package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.archive.internal.SafeUnpacker;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

class FolderArchiveTest {
  private static final String LONG = "a/" + "long".repeat(30) + "/" + "name".repeat(20) + ".py";

  @TempDir private Path home;
  private Path project;

  @BeforeEach
  void fill() throws IOException {
    project = Files.createDirectory(home.resolve("project"));
    put("pyproject.toml", "[project]\nname = 'Tool'\n");
    put("src/tool.py", "one\n");
    put("src/gr\u00fcn.py", "green\n");
    put(LONG, "long\n");
    put("configure", "#!/bin/sh\n");
    project.resolve("configure").toFile().setExecutable(true);
    Files.createSymbolicLink(project.resolve("link.py"), Path.of("src/tool.py"));
    put(".git/config", "left out");
    put("src/__pycache__/tool.pyc", "left out");
    put("mine/pyvenv.cfg", "left out");
    put("mine/lib/code.py", "left out");
  }

  private void put(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path archive(String name) throws IOException {
    Path file = home.resolve(name);
    FolderArchive.write(project, file);
    return file;
  }

  @Test
  void the_house_unpacks_what_belongs_to_the_project() throws IOException {
    Path tree = Files.createDirectory(home.resolve("tree"));
    new SafeUnpacker()
        .unpack(archive("one.tar"), Unpacker.Rules.sdist("tar"), tree, Progress.SILENT);
    try (Stream<Path> files = Files.walk(tree)) {
      assertEquals(
          Stream.of(
                  LONG, "configure", "link.py", "pyproject.toml", "src/gr\u00fcn.py", "src/tool.py")
              .sorted()
              .toList(),
          files
              .filter(file -> !Files.isDirectory(file))
              .map(file -> tree.relativize(file).toString())
              .sorted()
              .toList());
    }
    assertTrue(Files.isExecutable(tree.resolve("configure")));
    assertEquals("one\n", Files.readString(tree.resolve("link.py")));
    assertEquals("long\n", Files.readString(tree.resolve(LONG)));
  }

  @Test
  void the_same_files_are_the_same_bytes_whenever_they_were_written() throws IOException {
    Path first = archive("one.tar");
    Files.setLastModifiedTime(project.resolve("src/tool.py"), FileTime.fromMillis(0));
    put(".git/config", "changed");
    assertEquals(-1, Files.mismatch(first, archive("two.tar")));
    put("src/tool.py", "two\n");
    assertTrue(Files.mismatch(first, archive("three.tar")) > 0);
  }

  @Test
  void a_folder_is_named_by_its_own_files() throws IOException {
    String place = " @ " + project.toUri().toString().replaceFirst("/$", "");
    assertEquals("Tool" + place, LocalProject.named("./project", home));
    assertEquals("Tool[a,b]" + place, LocalProject.named("./project[a,b]", home));
    assertEquals("Tool" + place, LocalProject.named(project.toString(), home.getParent()));
    for (String other :
        List.of("project", "./none", "./project/src", "tool==1", "./tool-1.tar.gz")) {
      assertEquals(other, LocalProject.named(other, home));
    }
    put("pyproject.toml", "");
    put("setup.cfg", "[metadata]\nversion = 1\nname = old-tool\n\n[options]\n");
    assertEquals("old-tool" + place, LocalProject.named("./project", home));
    put("setup.cfg", "[options]\nname = none\n");
    Refusal refusal = assertThrows(Refusal.class, () -> LocalProject.named("./project", home));
    assertEquals("requirement.nameless", refusal.diagnostic().code());
  }

  @Test
  void a_folder_to_be_run_from_says_so_behind_its_place() throws IOException {
    String place = " @ " + project.toUri().toString().replaceFirst("/$", "") + "#editable";
    assertEquals("Tool" + place, LocalProject.named("./project#editable", home));
    assertEquals("Tool[a]" + place, LocalProject.named(LocalProject.editable("project[a]"), home));
    Refusal refusal =
        assertThrows(Refusal.class, () -> LocalProject.named("./project/src#editable", home));
    assertEquals("requirement.editable-unsupported", refusal.diagnostic().code());
  }
}
