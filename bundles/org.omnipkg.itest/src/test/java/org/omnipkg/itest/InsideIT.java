package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Inside an environment tools work as in a plain venv, and what they install is not lost. */
@Tag("live")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsideIT {
  private final Shipped omnipkg = new Shipped();

  @BeforeAll
  void install() {
    omnipkg
        .run(
            "install",
            "--python",
            "3.12",
            "pip",
            "uv",
            "pytest",
            "pytest-mock",
            "coverage",
            "cython",
            "setuptools",
            "rich")
        .ok();
  }

  @AfterAll
  void close() {
    omnipkg.close();
  }

  private Shipped.Said inside(String... command) {
    List<String> words = new ArrayList<>(List.of("exec"));
    words.addAll(List.of(command));
    return omnipkg.run(words.toArray(String[]::new));
  }

  private Path file(String path, String text) throws IOException {
    Path file = omnipkg.directory().resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String status() {
    return omnipkg.run("status").ok().out();
  }

  /** A project with a command that says where its code lies. */
  private Path project(String name, String backend, String needs) throws IOException {
    Path folder = omnipkg.directory().resolve(name);
    Files.createDirectories(folder.resolve(name));
    Files.writeString(
        folder.resolve(name + "/__init__.py"), "def main():\n    print('in', __file__)\n");
    Files.writeString(
        folder.resolve("pyproject.toml"),
        """
        [build-system]
        requires = ["%s"]
        build-backend = "%s"
        [project]
        name = "%s"
        version = "1.0"
        description = "for a trial"
        [project.scripts]
        %s = "%s:main"
        """
            .formatted(needs, backend, name, name, name));
    return folder;
  }

  @Test
  void a_venv_can_be_made_and_used() {
    String venv = omnipkg.directory().resolve("venv").toString();
    inside("python", "-m", "venv", "--without-pip", venv).ok();
    assertEquals(
        venv,
        omnipkg
            .call(List.of(venv + "/bin/python", "-c", "import sys; print(sys.prefix)"))
            .ok()
            .out()
            .strip());
  }

  @Test
  void pytest_finds_its_plugins_and_coverage_counts_the_users_code_only() throws IOException {
    file("tests/test_it.py", "def test_it(mocker):\n    assert mocker.Mock()\n");
    String tests = omnipkg.directory().resolve("tests").toString();
    assertTrue(inside("pytest", "-q", tests).ok().out().contains("1 passed"));
    inside("coverage", "run", "-m", "pytest", "-q", tests).ok();
    String report = inside("coverage", "report").ok().out();
    assertTrue(report.contains("test_it.py"), report);
    assertFalse(report.contains("site-packages"), report);
  }

  @Test
  void cython_compiles_a_module_and_it_is_imported() throws IOException {
    file("fast/quick.pyx", "def twice(int x):\n    return 2 * x\n");
    Path folder = omnipkg.directory().resolve("fast");
    inside("cythonize", "-i", "-q", folder.resolve("quick.pyx").toString()).ok();
    String code =
        "import sys; sys.path.insert(0, sys.argv[1]); import quick; print(quick.twice(4))";
    assertEquals("8", inside("python", "-c", code, folder.toString()).ok().out().strip());
  }

  @Test
  void children_of_multiprocessing_run_in_the_same_prefix() throws IOException {
    Path program =
        file(
            "many.py",
            """
            import multiprocessing, sys
            def prefix(_):
                import rich
                return sys.prefix
            if __name__ == "__main__":
                for way in ("spawn", "forkserver"):
                    with multiprocessing.get_context(way).Pool(2) as pool:
                        assert set(pool.map(prefix, range(4))) == {sys.prefix}
            """);
    inside("python", program.toString()).ok();
  }

  @Test
  void jupyter_runs_a_notebook() throws IOException {
    omnipkg.run("-e", "books", "install", "--python", "3.12", "nbconvert", "ipykernel").ok();
    Path book =
        file(
            "book.ipynb",
            "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {}, \"cells\": [{\"cell_type\":"
                + " \"code\", \"execution_count\": null, \"metadata\": {}, \"outputs\": [],"
                + " \"source\": \"print(6 * 7)\"}]}");
    omnipkg
        .run(
            "-e",
            "books",
            "exec",
            "jupyter",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output",
            "done.ipynb",
            book.toString())
        .ok();
    assertTrue(Files.readString(book.resolveSibling("done.ipynb")).contains("42"));
  }

  @Test
  void what_pip_installed_is_adopted_and_both_lists_agree() throws IOException {
    omnipkg.run("-e", "lists", "install", "--python", "3.12", "pip", "uv").ok();
    String[] exec = {"-e", "lists", "exec"};
    omnipkg.run(all(exec, "pip", "install", "-q", "idna==3.10")).ok();
    assertTrue(omnipkg.run("-e", "lists", "status").ok().out().contains("`idna 3.10`"));
    omnipkg.run("-e", "lists", "install", "six").ok();
    assertTrue(omnipkg.run("-e", "lists", "list").ok().out().contains("idna"));
    assertTrue(omnipkg.run(all(exec, "pip", "list")).ok().out().contains("idna"));
    assertFalse(
        omnipkg.run("-e", "lists", "status").ok().out().contains("installed by"), "once is enough");
    omnipkg.run("-e", "lists", "revert").ok();
    assertFalse(omnipkg.run("-e", "lists", "list").ok().out().contains("idna"));
  }

  private static String[] all(String[] first, String... more) {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void editable_installs_outlive_installs_and_a_swap_of_the_interpreter() throws IOException {
    omnipkg.run("-e", "work", "install", "--python", "3.12", "pip", "uv", "setuptools").ok();
    String[] exec = {"-e", "work", "exec"};
    Path old = project("bysetuptools", "setuptools.build_meta", "setuptools");
    Path hatch = project("byhatch", "hatchling.build", "hatchling");
    Path flit = project("byflit", "flit_core.buildapi", "flit_core>=3.2");
    omnipkg.run(all(exec, "pip", "install", "-q", "-e", old.toString())).ok();
    omnipkg.run(all(exec, "pip", "install", "-q", "-e", flit.toString())).ok();
    String python =
        omnipkg.run(all(exec, "python", "-c", "import sys; print(sys.executable)")).out().strip();
    omnipkg
        .run(all(exec, "uv", "pip", "install", "-q", "--python", python, "-e", hatch.toString()))
        .ok();
    omnipkg.run("-e", "work", "install", "six").ok();
    omnipkg.run("-e", "work", "swap", "python", "3.11").ok();
    for (Path folder : List.of(old, hatch, flit)) {
      String name = folder.getFileName().toString();
      String said = omnipkg.run(all(exec, name)).ok().out().strip();
      assertEquals("in " + folder.resolve(name + "/__init__.py"), said);
    }
    String status = omnipkg.run("-e", "work", "status").ok().out();
    assertTrue(status.contains("`byflit 1.0` runs from its own folder"), status);
    assertTrue(omnipkg.run(all(exec, "pip", "list", "--editable")).ok().out().contains("byhatch"));
  }

  @Test
  void nothing_that_ran_here_counts_as_drift() {
    inside("python", "-c", "import rich.console, setuptools, pytest").ok();
    assertTrue(status().matches("(?s).*drift +none.*"), status());
  }
}
