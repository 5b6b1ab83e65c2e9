package org.omnipkg.ecosystem.python.internal.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** Learns from pip which index it uses where nothing is configured. Runs pip's own code, once. */
public final class PipDefaultIndex {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Script SCRIPT = Script.of(PipDefaultIndex.class, "default-index.py");

  /**
   * The simple index (PEP 503); empty when the interpreter carries no pip, installed or bundled.
   */
  public Optional<URI> ask(Path interpreter, Desk desk) {
    try {
      Desk.Output answer =
          desk.run(
              new Desk.Command(
                  List.of(interpreter.toString(), "-E", "-s", "-c", SCRIPT.text()),
                  desk.scratch(),
                  Map.of("LC_ALL", "C"),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      String line = answer.out().strip();
      return answer.exit() == 0 && !line.isEmpty()
          ? Optional.of(URI.create(line))
          : Optional.empty();
    } catch (Refusal | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
