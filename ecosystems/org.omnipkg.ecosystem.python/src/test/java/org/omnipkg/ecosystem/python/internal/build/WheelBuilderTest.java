package org.omnipkg.ecosystem.python.internal.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.python.internal.runtime.LocalDesk;
import org.omnipkg.ecosystem.python.internal.runtime.PythonRuntimes;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.Versions;

/** Builds projects that carry their own backend, with every interpreter on this machine. */
class WheelBuilderTest {
  private static final Pin PIN = new Pin(new PackageName("python", "tiny"), "1.0", "");
  private static final String OWN_BACKEND =
      """
      [build-system]
      requires = []
      build-backend = "backend:made.hooks"
      backend-path = ["tools"]
      """;
  private static final String BACKEND =
      """
      import os, sys, zipfile
      class made(object):
          class hooks(object):
              @staticmethod
              def get_requires_for_build_wheel(settings):
                  assert os.path.exists("pyproject.toml")
                  assert os.getcwd() not in sys.path and "" not in sys.path
                  print("chatter")
                  return ["wheel", "cffi>=1 ; python_version > '3'"]
              @staticmethod
              def build_wheel(folder, settings=None, metadata=None):
                  name = "tiny-1.0-py2.py3-none-any.whl"
                  with zipfile.ZipFile(os.path.join(folder, name), "w") as out:
                      out.writestr("tiny.py", "x = 1")
                  return name
      """;

  private final WheelBuilder builder = new WheelBuilder(new Words());
  @TempDir Path folder;
  private Path source;
  private Path into;
  private LocalDesk desk;
  private List<Path> interpreters;

  @BeforeEach
  void a_project() throws Exception {
    folder = folder.toRealPath();
    source = Files.createDirectory(folder.resolve("tiny-1.0"));
    into = Files.createDirectory(folder.resolve("out"));
    desk = new LocalDesk(Files.createDirectory(folder.resolve("scratch")));
    desk.environment.putAll(System.getenv());
    interpreters = new PythonRuntimes().locate(desk).stream().map(Candidate::executable).toList();
    assumeFalse(interpreters.isEmpty(), "no Python on this machine");
  }

  @Test
  void every_interpreter_here_builds_a_wheel() throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write("tools/backend.py", BACKEND);
    for (Path interpreter : interpreters) {
      Artifact wheel = builder.build(PIN, source, interpreter, into, desk);

      assertEquals("tiny-1.0-py2.py3-none-any.whl", wheel.filename());
      assertEquals("wheel", wheel.format());
      Path file = Path.of(wheel.location());
      assertEquals(Files.size(file), wheel.size().orElseThrow());
      assertTrue(wheel.hashes().get("sha256").matches("[0-9a-f]{64}"));
      Files.delete(file);
    }
  }

  @Test
  void a_project_is_left_where_it_is_by_a_backend_that_can_and_refused_by_others()
      throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write("tools/backend.py", BACKEND);
    for (Path interpreter : interpreters) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> builder.editable(PIN, source, interpreter, into, desk));
      assertEquals("build.no-editable", refusal.diagnostic().code());
      assertTrue(refusal.diagnostic().details().get(0).contains("backend:made.hooks"));
    }
    assertEquals(List.of(), builder.editableRequires(source, interpreters.get(0), desk));
    write("pyproject.toml", OWN_BACKEND.replace("tools", "more"));
    write("more/backend.py", BACKEND.replace("_wheel", "_editable"));
    for (Path interpreter : interpreters) {
      Artifact wheel = builder.editable(PIN, source, interpreter, into, desk);
      assertEquals(into, Path.of(wheel.location()).getParent());
      Desk.Command command = desk.ran.get(desk.ran.size() - 1);
      assertEquals(source, command.directory());
      Files.delete(Path.of(wheel.location()));
    }
    assertEquals(2, builder.editableRequires(source, interpreters.get(0), desk).size());
  }

  @Test
  void needs_the_build_names_itself_are_asked_for_whatever_it_prints() throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write("tools/backend.py", BACKEND);

    List<Dependency> needs = builder.requires(source, interpreters.get(0), desk);

    assertEquals(
        List.of("wheel", "cffi>=1 ; python_version > '3'"),
        needs.stream().map(Dependency::text).toList());
    assertTrue(needs.stream().allMatch(n -> n.role() == Role.BUILD));
  }

  @Test
  void a_hook_runs_confined_to_the_source_and_the_folder_for_the_result() throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write("tools/backend.py", BACKEND);
    desk.environment.put("SECRET_TOKEN", "secret");
    desk.environment.put("CFLAGS", "-O1");

    builder.build(PIN, source, interpreters.get(0), into, desk);

    Desk.Command command = desk.ran.get(0);
    List<Path> writable = command.sandbox().orElseThrow().writable();
    assertTrue(writable.containsAll(List.of(source, into)));
    assertTrue(writable.stream().allMatch(p -> p.startsWith(folder)));
    assertFalse(command.environment().containsKey("SECRET_TOKEN"));
    assertEquals("-O1", command.environment().get("CFLAGS"));
  }

  @Test
  void a_failing_build_is_refused_with_the_end_of_what_it_said() throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write(
        "tools/backend.py",
        """
        import sys
        class made(object):
            class hooks(object):
                @staticmethod
                def build_wheel(folder, settings=None, metadata=None):
                    for i in range(100):
                        sys.stderr.write("line %d\\n" % i)
                    sys.stderr.flush()
                    raise ValueError("no luck")
        """);

    Refusal refusal =
        assertThrows(
            Refusal.class, () -> builder.build(PIN, source, interpreters.get(0), into, desk));

    assertEquals("build.failed", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`tiny 1.0`"));
    List<String> tail = refusal.diagnostic().details();
    assertEquals(20, tail.size());
    assertEquals("ValueError: no luck", tail.get(19));
    assertTrue(tail.contains("line 99"));
  }

  @Test
  void an_answer_outside_the_folder_for_the_result_is_refused() throws Exception {
    write("pyproject.toml", OWN_BACKEND);
    write("tools/backend.py", BACKEND.replace("return name", "return '../' + name"));

    Refusal refusal =
        assertThrows(
            Refusal.class, () -> builder.build(PIN, source, interpreters.get(0), into, desk));

    assertEquals("build.failed", refusal.diagnostic().code());
  }

  @Test
  void a_project_without_a_build_system_is_built_by_setuptools() throws Exception {
    write("setup.py", "from setuptools import setup; setup()");
    assertEquals(List.of("setuptools>=40.8.0"), texts());

    write("pyproject.toml", "[tool.black]\nline-length = 100\n");
    assertEquals(List.of("setuptools>=40.8.0"), texts());

    write("pyproject.toml", "[build-system]\nrequires = ['setuptools', 'cython<3']\n");
    assertEquals(List.of("setuptools", "cython<3"), texts());
    assertEquals("setuptools.build_meta:__legacy__", BuildSystem.of(source).backend());
  }

  @Test
  void a_project_that_says_nothing_useful_is_refused() throws Exception {
    assertEquals("build.malformed", refusal());
    write("pyproject.toml", "[build-system]\nbuild-backend = 'x'\n");
    assertEquals("build.malformed", refusal());
    write("pyproject.toml", "[build-system\n");
    assertEquals("build.malformed", refusal());
    write("pyproject.toml", "[build-system]\nrequires = 'setuptools'\n");
    assertEquals("build.malformed", refusal());
    write("pyproject.toml", "[build-system]\nrequires = []\nbackend-path = ['../..']\n");
    assertEquals("build.malformed", refusal());
  }

  @Test
  void an_environment_shows_its_trees_its_store_and_its_base() throws Exception {
    Path base = folder.resolve("python");
    Files.createDirectories(base.resolve("bin"));
    Files.copy(Path.of("/bin/true"), base.resolve("bin/python3"));
    base.resolve("bin/python3").toFile().setExecutable(true);
    Path prefix = Files.createDirectories(folder.resolve("home/env/x/gens/0001/bin")).getParent();
    Files.writeString(prefix.resolve("pyvenv.cfg"), "home = " + base.resolve("bin") + "\n");
    Files.copy(Path.of("/bin/true"), prefix.resolve("bin/python"));
    Path store = Files.createDirectories(folder.resolve("home/store"));
    Files.writeString(store.resolve("pyvenv.cfg"), "");
    Path tree = Files.createDirectories(store.resolve("py/a-1/lib/py/site-packages/a"));
    Path farm = Files.createDirectories(folder.resolve("home/env/x/farm/0001/lib"));
    Files.createSymbolicLink(farm.resolve("a"), tree);

    assertEquals(
        Set.of(prefix, folder.resolve("home/env/x"), store, base),
        Set.copyOf(Sight.of(prefix.resolve("bin/python"))));
  }

  private List<String> texts() {
    return builder.requires(source, desk).stream().map(Dependency::text).toList();
  }

  private String refusal() {
    return assertThrows(Refusal.class, () -> builder.requires(source, desk)).diagnostic().code();
  }

  private void write(String name, String text) throws Exception {
    Path file = source.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A language whose grammar keeps words as they are. */
  private static final class Words implements Ecosystem, Grammar {
    @Override
    public Dependency parse(String words) {
      return new Dependency(
          new PackageName("python", words),
          "",
          Set.of(),
          "",
          Tie.NEEDS,
          Role.RUN,
          Condition.ALWAYS,
          Optional.empty(),
          words);
    }

    @Override
    public Grammar grammar() {
      return this;
    }

    @Override
    public String id() {
      return "python";
    }

    @Override
    public Set<String> aliases() {
      return Set.of();
    }

    @Override
    public PackageName name(String spelled) {
      return new PackageName("python", spelled);
    }

    @Override
    public String purl(Pin pin) {
      return "";
    }

    @Override
    public Versions versions() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PackageIndex index() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Layout layout() {
      throw new UnsupportedOperationException();
    }
  }
}
