package org.omnipkg.ecosystem.python.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.RuntimeSource.Candidate;

class PipDefaultIndexTest {
  @TempDir Path folder;

  @Test
  void every_pip_here_of_whatever_age_names_the_same_index() {
    LocalDesk desk = new LocalDesk(folder);
    desk.environment.putAll(System.getenv());
    PythonRuntimes runtimes = new PythonRuntimes();
    List<Path> withPip =
        runtimes.locate(desk).stream()
            .map(candidate -> runtimes.probe(candidate, desk).orElseThrow())
            .filter(runtime -> runtime.fact("has_pip").equals("true"))
            .map(Runtime::executable)
            .toList();
    assumeFalse(withPip.isEmpty(), "no Python with pip on this machine");

    List<Optional<URI>> answers =
        withPip.stream().map(p -> new PipDefaultIndex().ask(p, desk)).distinct().toList();

    assertEquals(1, answers.size());
    assertTrue(answers.get(0).orElseThrow().getPath().endsWith("/simple"));
  }

  @Test
  void a_program_without_pip_names_none() {
    Candidate shell = new Candidate(Path.of("/bin/true"), "path", java.util.Map.of());

    assertTrue(new PipDefaultIndex().ask(shell.executable(), new LocalDesk(folder)).isEmpty());
  }
}
