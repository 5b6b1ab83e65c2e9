package org.omnipkg.ecosystem.python.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhereaboutsTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void a_home() throws Exception {
    folder = folder.toRealPath();
    environment.put("HOME", folder.toString());
  }

  @Test
  void pyenv_uv_and_conda_are_looked_through_without_being_on_the_path() throws Exception {
    interpreter(".pyenv/versions/3.11.7/bin/python3.11");
    link(".pyenv/versions/3.11.7/bin/python", "python3.11");
    interpreter(".local/share/uv/python/cpython-3.12/bin/python3");
    interpreter("miniforge3/bin/python");
    interpreter("miniforge3/envs/science/bin/python");
    interpreter("elsewhere/conda/bin/python");
    write(".conda/environments.txt", folder.resolve("elsewhere/conda") + "\n");

    assertEquals(
        List.of(
            "pyenv .pyenv/versions/3.11.7/bin/python3.11",
            "uv .local/share/uv/python/cpython-3.12/bin/python3",
            "conda miniforge3/bin/python",
            "conda miniforge3/envs/science/bin/python",
            "conda elsewhere/conda/bin/python"),
        found());
  }

  @Test
  void variables_of_the_tools_move_their_folders() throws Exception {
    interpreter("a/versions/3.9.1/bin/python");
    interpreter("b/cpython-3.8/bin/python3");
    environment.put("PYENV_ROOT", folder.resolve("a").toString());
    environment.put("UV_PYTHON_INSTALL_DIR", folder.resolve("b").toString());

    assertEquals(
        List.of("pyenv a/versions/3.9.1/bin/python", "uv b/cpython-3.8/bin/python3"), found());
  }

  @Test
  void shims_and_other_scripts_on_the_path_are_not_interpreters() throws Exception {
    script(".pyenv/shims/python");
    script("wrappers/python3");
    interpreter("tools/python3.10");
    interpreter("tools/python3.10-config");
    environment.put("PATH", path(".pyenv/shims", "wrappers", "tools", "missing"));

    assertEquals(List.of("path tools/python3.10"), found());
  }

  @Test
  void one_interpreter_is_listed_once_under_its_telling_origin() throws Exception {
    interpreter(".pyenv/versions/3.11.7/bin/python3.11");
    link(".pyenv/versions/3.11.7/bin/python", "python3.11");
    link("tools/python3", folder.resolve(".pyenv/versions/3.11.7/bin/python").toString());
    environment.put("PATH", path(".pyenv/versions/3.11.7/bin", "tools"));

    assertEquals(List.of("pyenv .pyenv/versions/3.11.7/bin/python3.11"), found());
  }

  @Test
  void an_environment_leads_to_its_base_interpreter() throws Exception {
    interpreter("base/bin/python3.11");
    interpreter("env/bin/python");
    write("env/pyvenv.cfg", "home = " + folder.resolve("base/bin") + "\nversion = 3.11.7\n");
    environment.put("PATH", path("env/bin"));

    assertEquals(List.of("path base/bin/python3.11"), found());
  }

  @Test
  void an_environment_whose_base_is_gone_is_taken_for_what_it_is() throws Exception {
    interpreter("env/bin/python");
    write("env/pyvenv.cfg", "home = " + folder.resolve("base/bin") + "\n");
    environment.put("PATH", path("env/bin"));

    assertEquals(List.of("path env/bin/python"), found());
  }

  @Test
  void another_implementation_in_pyenv_is_left_alone() throws Exception {
    interpreter(".pyenv/versions/pypy3.10-7.3.17/bin/python");

    assertEquals(List.of(), found());
  }

  private List<String> found() {
    return new Whereabouts(environment, List.of())
        .all().stream().map(c -> c.origin() + " " + folder.relativize(c.executable())).toList();
  }

  private String path(String... folders) {
    return String.join(
        ":", List.of(folders).stream().map(f -> folder.resolve(f).toString()).toList());
  }

  private void interpreter(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(Path.of("/bin/true"), file, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void script(String name) throws Exception {
    write(name, "#!/bin/sh\nexec pyenv\n");
    folder.resolve(name).toFile().setExecutable(true);
  }

  private void write(String name, String text) throws Exception {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private void link(String name, String target) throws Exception {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }
}
