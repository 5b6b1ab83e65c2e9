package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, by the shipped command, on packages from the real index. */
@Tag("live")
class FirstLightIT {
  private static Shipped omnipkg;

  @BeforeAll
  static void open() {
    omnipkg = new Shipped();
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static String python(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "python", "-c", code).ok().out().strip();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void packages_come_from_the_index_and_run() throws Exception {
    omnipkg.run("-e", "main", "install", "flask", "pandas", "rich", "requests").ok();
    assertEquals(
        "6",
        python(
            "main", "import pandas, flask, rich, requests; print(pandas.Series([1, 2, 3]).sum())"));
    assertTrue(
        omnipkg.run("-e", "main", "exec", "flask", "--version").ok().out().contains("Flask"));
    JsonNode list = json(omnipkg.run("-e", "main", "list", "--json").ok().out());
    assertEquals(1, list.get("schema").asInt());
    assertTrue(list.get("packages").findValuesAsText("name").contains("numpy"));
    assertTrue(
        list.get("packages").findValuesAsText("purl").stream()
            .anyMatch(purl -> purl.startsWith("pkg:pypi/pandas@")));
    assertTrue(
        omnipkg.run("-e", "main", "install", "flask").ok().err().toLowerCase().contains("nothing"));

    omnipkg.run("-e", "main", "uninstall", "pandas").ok();
    assertEquals(1, omnipkg.run("-e", "main", "exec", "python", "-c", "import pandas").exit());
    assertEquals("", python("main", "import flask"));

    omnipkg.run("--offline", "-e", "again", "install", "flask", "pandas", "rich", "requests").ok();
    assertEquals("", python("again", "import pandas, flask"));
  }

  @Test
  void an_obtained_interpreter_runs_packages_too_and_a_swap_moves_them() {
    omnipkg.run("-e", "swap", "install", "--python", "3.11", "numpy==1.26.4").ok();
    assertTrue(
        python("swap", "import sys, numpy; print(sys.version, numpy.__version__)")
            .startsWith("3.11"));
    Shipped.Said added = omnipkg.run("runtime", "add", "3.12.1").ok();
    assertTrue((added.out() + added.err()).contains("3.12.1"));
    omnipkg.run("-e", "swap", "swap", "python", "3.12").ok();
    assertTrue(
        python("swap", "import sys, numpy; print(sys.version, numpy.__version__)")
            .startsWith("3.12"));
    assertEquals("1.26.4", python("swap", "import numpy; print(numpy.__version__)"));
    String cert =
        python("swap", "import ssl, sys; ssl.create_default_context(); print(sys.prefix)");
    assertTrue(cert.contains("gens"), cert);
  }

  @Test
  void pip_as_the_resolver_gives_the_same_kind_of_environment() {
    omnipkg.run("-e", "pip", "install", "--resolver", "pip", "rich==13.7.1").ok();
    assertEquals(
        "13.7.1", python("pip", "import importlib.metadata as m; print(m.version('rich'))"));
    assertTrue(omnipkg.run("-e", "pip", "list").ok().out().contains("markdown-it-py"));
  }

  @Test
  void what_exists_only_as_source_is_built_in_the_sandbox() {
    omnipkg.run("-e", "source", "install", "docopt==0.6.2").ok();
    assertEquals("0.6.2", python("source", "import docopt; print(docopt.__version__)"));
    omnipkg.run("-e", "source2", "install", "--resolver", "pip", "docopt==0.6.2").ok();
    assertEquals("0.6.2", python("source2", "import docopt; print(docopt.__version__)"));
  }

  @Test
  void a_requirements_file_with_hashes_is_honoured() throws Exception {
    Path file = omnipkg.directory().resolve("requirements.txt");
    Files.writeString(
        file,
        "six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254\n");
    omnipkg.run("-e", "hashes", "install", "-r", "requirements.txt").ok();
    Files.writeString(
        file,
        "six==1.16.0 --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n");
    Shipped.Said said = omnipkg.run("-e", "hashes2", "install", "-r", "requirements.txt");
    assertEquals(1, said.exit(), said.err());
    assertFalse(omnipkg.run("-e", "hashes2", "list").exit() == 0);
  }

  @Test
  void without_a_daemon_it_does_the_same() {
    omnipkg.run("--no-daemon", "-e", "alone", "install", "six").ok();
    assertEquals(
        "7",
        omnipkg
            .run("--no-daemon", "-e", "alone", "exec", "python", "-c", "import six; print(3+4)")
            .ok()
            .out()
            .strip());
    assertEquals(
        3,
        omnipkg
            .run("--no-daemon", "-e", "alone", "exec", "python", "-c", "raise SystemExit(3)")
            .exit());
  }

  @Test
  void exec_keeps_the_childs_exit_code_and_names_what_is_missing() {
    omnipkg.run("-e", "codes", "install", "six").ok();
    assertEquals(
        7, omnipkg.run("-e", "codes", "exec", "python", "-c", "raise SystemExit(7)").exit());
    omnipkg.run("-e", "codes", "exec", "no-such-command").refused(127, "exec.not-found");
    omnipkg.run("-e", "codes", "exec", "./nothing").refused(127, "exec.not-found");
    omnipkg.run("-e", "codes", "exec", "/etc/passwd").refused(126, "exec.not-executable");
    assertEquals(
        128 + 15,
        omnipkg
            .call(
                java.util.List.of(
                    "bash",
                    "-c",
                    Distribution.folder().resolve("bin/omnipkg")
                        + " -e codes exec python -c 'import os; os.kill(os.getpid(), 15)'"))
            .exit());
  }

  @Test
  void an_interrupted_install_leaves_the_old_state() {
    omnipkg.run("-e", "stop", "install", "six").ok();
    Shipped.Said said =
        omnipkg.call(
            java.util.List.of(
                "timeout",
                "--preserve-status",
                "-s",
                "INT",
                "2",
                Distribution.folder().resolve("bin/omnipkg").toString(),
                "-e",
                "stop",
                "install",
                "torch"));
    assertEquals(130, said.exit(), said.err());
    assertEquals("1", python("stop", "import os, sys; print(int(os.path.basename(sys.prefix)))"));
    omnipkg.run("-e", "stop", "install", "iniconfig").ok();
    assertEquals("", python("stop", "import six, iniconfig"));
  }

  @Test
  void a_wheel_by_path_and_an_archive_of_wheels_are_sources_too() throws Exception {
    Path wheels = omnipkg.directory().resolve("own");
    org.omnipkg.tck.TinyWheel.of("omnipkg-own", "1.5").into(wheels);
    omnipkg.run("-e", "path", "install", "./own/omnipkg_own-1.5-py3-none-any.whl").ok();
    assertEquals("1.5", python("path", "import omnipkg_own as own; print(own.__version__)"));
    assertEquals(
        0,
        omnipkg
            .call(
                java.util.List.of(
                    "python3",
                    "-m",
                    "zipfile",
                    "-c",
                    "own.zip",
                    "own/omnipkg_own-1.5-py3-none-any.whl"))
            .exit());
    for (String resolver : java.util.List.of("house", "uv", "pip")) {
      omnipkg
          .run(
              "-e",
              "zip-" + resolver,
              "install",
              "--resolver",
              resolver,
              "--find-links",
              "own.zip",
              "omnipkg-own",
              "six")
          .ok();
      assertEquals(
          "1.5",
          python("zip-" + resolver, "import omnipkg_own as own, six; print(own.__version__)"));
    }
  }
}
