package org.omnipkg.ecosystem.python.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.RuntimeSource.Candidate;

/** Holds the probe against what the interpreters of this machine say by their own libraries. */
class PythonRuntimesTest {
  private static final Set<String> FACTS =
      Set.of(
          "os_name",
          "sys_platform",
          "platform_machine",
          "platform_python_implementation",
          "platform_release",
          "platform_system",
          "platform_version",
          "python_version",
          "python_full_version",
          "implementation_name",
          "implementation_version",
          "implementation_tag",
          "abi_tag",
          "cache_tag",
          "pointer_bits",
          "site_packages",
          "base_prefix",
          "include",
          "has_pip");
  private static final String TRUTH =
      "import os, platform, sys, sysconfig\n"
          + "print('|'.join([os.name, sys.platform, platform.machine(),"
          + " platform.python_implementation(), platform.release(), platform.system(),"
          + " platform.version(), platform.python_version()]))";

  private final PythonRuntimes runtimes = new PythonRuntimes();
  @TempDir Path folder;
  private LocalDesk desk;

  @BeforeEach
  void open() {
    desk = new LocalDesk(folder);
    desk.environment.putAll(System.getenv());
  }

  @Test
  void every_interpreter_here_is_understood_as_it_understands_itself() {
    List<Candidate> located = runtimes.locate(desk);
    assumeFalse(located.isEmpty(), "no Python on this machine");

    for (Candidate candidate : located) {
      Runtime runtime = runtimes.probe(candidate, desk).orElseThrow();

      assertEquals(FACTS, runtime.facts().keySet());
      assertEquals(
          truth(candidate.executable()),
          String.join(
              "|",
              runtime.fact("os_name"),
              runtime.fact("sys_platform"),
              runtime.fact("platform_machine"),
              runtime.fact("platform_python_implementation"),
              runtime.fact("platform_release"),
              runtime.fact("platform_system"),
              runtime.fact("platform_version"),
              runtime.fact("python_full_version")));
      assertEquals("python", runtime.ecosystem());
      assertTrue(runtime.version().startsWith(runtime.fact("python_version") + "."));
      assertTrue(runtime.fact("implementation_tag").matches("[a-z]+\\d{2,3}"));
      assertTrue(Files.isDirectory(runtime.home()));
    }
  }

  @Test
  void what_is_foretold_of_a_version_is_what_it_says_of_itself() {
    List<Candidate> located = runtimes.locate(desk);
    assumeFalse(located.isEmpty(), "no Python on this machine");
    for (Candidate candidate : located) {
      Runtime runtime = runtimes.probe(candidate, desk).orElseThrow();
      Platform platform = new Platform("linux", runtime.fact("platform_machine"), "glibc", "2.36");
      runtimes
          .foretell(provider(runtime.version(), platform), platform)
          .filter(foretold -> runtime.implementation().equals("cpython"))
          .ifPresent(
              foretold -> {
                assertFalse(foretold.here());
                foretold.facts().forEach((key, value) -> assertEquals(value, runtime.fact(key)));
              });
    }
  }

  @Test
  void nothing_is_foretold_of_what_is_no_release_of_python_3() {
    Platform platform = new Platform("linux", "x86_64", "glibc", "2.36");
    for (String version : List.of("2.7.18", "3.15.0a1", "3.13")) {
      assertEquals(
          Optional.empty(), runtimes.foretell(provider(version, platform), platform), version);
    }
    assertEquals(
        "cp37m",
        runtimes.foretell(provider("3.7.9", platform), platform).orElseThrow().fact("abi_tag"));
    assertEquals(
        "cp38",
        runtimes.foretell(provider("3.8.1", platform), platform).orElseThrow().fact("abi_tag"));
  }

  private static RuntimeSource.Provider provider(String version, Platform platform) {
    return new RuntimeSource.Provider(
        "python", version, platform.id(), "", "", "zip", 0, "", List.of(), Map.of(), "bin/python");
  }

  @Test
  void each_interpreter_is_run_once_and_nothing_of_the_users_runs_in_it() {
    List<Candidate> located = runtimes.locate(desk);
    assumeFalse(located.isEmpty(), "no Python on this machine");

    located.forEach(candidate -> runtimes.probe(candidate, desk));

    assertEquals(located.size(), new HashSet<>(located).size());
    assertEquals(located.size(), desk.ran.size());
    for (Desk.Command command : desk.ran) {
      assertEquals(List.of("-E", "-s", "-S"), command.argv().subList(1, 4));
      assertEquals(Map.of(), command.environment());
    }
  }

  @Test
  void variables_of_the_candidate_reach_the_child_and_the_facts() {
    List<Candidate> located = runtimes.locate(desk);
    assumeFalse(located.isEmpty(), "no Python on this machine");
    Candidate candidate =
        new Candidate(located.get(0).executable(), "omnipkg", Map.of("SSL_CERT_FILE", "/ca"));

    Runtime runtime = runtimes.probe(candidate, desk).orElseThrow();

    assertEquals("/ca", runtime.fact("environment.SSL_CERT_FILE"));
    assertEquals("/ca", desk.ran.get(0).environment().get("SSL_CERT_FILE"));
    assertFalse(runtime.adopted());
  }

  @Test
  void a_program_that_is_no_interpreter_is_not_a_runtime() {
    assertTrue(
        runtimes.probe(new Candidate(Path.of("/bin/true"), "path", Map.of()), desk).isEmpty());
    assertTrue(
        runtimes.probe(new Candidate(Path.of("/bin/false"), "path", Map.of()), desk).isEmpty());
  }

  @Test
  void a_wish_is_a_version_or_its_prefix() {
    assertTrue(runtimes.matches("3.9.18", "3.9"));
    assertTrue(runtimes.matches("3.9.18", "3.9.18"));
    assertTrue(runtimes.matches("3.9.18", "3"));
    assertFalse(runtimes.matches("3.19.1", "3.1"));
    assertFalse(runtimes.matches("3.9.18", "3.9.1"));
  }

  @Test
  void without_a_wish_stable_versions_from_3_9_on_will_do() {
    assertTrue(runtimes.matches("3.9.0", ""));
    assertTrue(runtimes.matches("3.14.2", ""));
    assertFalse(runtimes.matches("3.15.0a2", ""));
    assertFalse(runtimes.matches("3.8.18", ""));
    assertFalse(runtimes.matches("2.7.18", ""));
  }

  private String truth(Path executable) {
    Desk.Output output =
        desk.run(
            new Desk.Command(
                List.of(executable.toString(), "-E", "-s", "-c", TRUTH),
                folder,
                Map.of(),
                java.util.Optional.empty(),
                java.time.Duration.ofMinutes(1),
                java.util.Optional.empty()));
    return output.out().strip();
  }
}
