package org.omnipkg.process.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

/**
 * What this machine can confine children with, found by trying it.
 *
 * @param sandbox a bubblewrap that works
 * @param trouble why there is none, in one line
 */
record Confinement(Optional<Bubblewrap> sandbox, String trouble) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Confinement find(SearchPath path) {
    Optional<Path> program = path.find("bwrap");
    return program.map(bwrap -> attempt(bwrap, path.find("prlimit"))).orElseGet(Confinement::none);
  }

  private static Confinement none() {
    return new Confinement(Optional.empty(), "bubblewrap is not installed");
  }

  private static Confinement attempt(Path program, Optional<Path> limits) {
    String version = LocalPlatform.version(said(List.of(program.toString(), "--version")).out());
    String trouble = "";
    for (boolean closed : new boolean[] {true, false}) {
      Bubblewrap wrap = new Bubblewrap(program, version, closed, limits);
      Desk.Output output =
          said(wrap.confine(List.of("/bin/sh", "-c", "exit 0"), Path.of("/"), nothing()));
      if (output.exit() == 0) {
        return new Confinement(Optional.of(wrap), "");
      }
      trouble = output.err().strip();
    }
    return new Confinement(
        Optional.empty(), "bubblewrap is installed but does not work here: " + trouble);
  }

  private static Desk.Sandbox nothing() {
    return new Desk.Sandbox(List.of(), List.of());
  }

  private static Desk.Output said(List<String> argv) {
    try {
      return Child.start(argv, Path.of("/"), Map.of(), Optional.empty())
          .await(PATIENCE, Progress.SILENT)
          .orElseGet(() -> new Desk.Output(-1, "", "no answer"));
    } catch (IOException e) {
      return new Desk.Output(-1, "", String.valueOf(e.getMessage()));
    }
  }
}
