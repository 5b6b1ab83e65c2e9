package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk whose confined children see some places more: those of the environment they work in. */
record ShownDesk(HouseDesk desk, List<Path> shown) implements Desk {
  @Override
  public Output run(Command command) {
    return desk.run(
        new Command(
            command.argv(),
            command.directory(),
            command.environment(),
            command.input(),
            command.timeout(),
            command.sandbox().map(this::wider)));
  }

  private Sandbox wider(Sandbox sandbox) {
    List<Path> readable = new ArrayList<>(shown);
    readable.addAll(sandbox.readable());
    return new Sandbox(readable, sandbox.writable());
  }

  @Override
  public Reply fetch(Ask ask) {
    return desk.fetch(ask);
  }

  @Override
  public Path download(Artifact artifact) {
    return desk.download(artifact);
  }

  @Override
  public Provisioned tool(Tool tool) {
    return desk.tool(tool);
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return desk.sources(ecosystem);
  }

  @Override
  public Path scratch() {
    return desk.scratch();
  }

  @Override
  public Path cache(String name) {
    return desk.cache(name);
  }

  @Override
  public Progress progress() {
    return desk.progress();
  }

  @Override
  public Clock clock() {
    return desk.clock();
  }

  @Override
  public boolean offline() {
    return desk.offline();
  }

  @Override
  public Map<String, String> environment() {
    return desk.environment();
  }

  @Override
  public Path directory() {
    return desk.directory();
  }
}
