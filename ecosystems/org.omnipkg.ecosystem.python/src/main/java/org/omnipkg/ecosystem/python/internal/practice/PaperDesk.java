package org.omnipkg.ecosystem.python.internal.practice;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk at which nothing but the paper registry is to be had. */
record PaperDesk(PaperRegistry registry) implements Desk {
  /** No folder can be made there, so nothing is kept. */
  private static final Path NOWHERE = Path.of("/dev/null/practice");

  @Override
  public Reply fetch(Ask ask) {
    return registry.answer(ask);
  }

  @Override
  public Path download(Artifact artifact) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Output run(Command command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Provisioned tool(Tool tool) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return List.of(new Source("paper", registry.index(), Source.Form.INDEX));
  }

  @Override
  public Path scratch() {
    return NOWHERE;
  }

  @Override
  public Path cache(String name) {
    return NOWHERE;
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Path directory() {
    return NOWHERE;
  }
}
