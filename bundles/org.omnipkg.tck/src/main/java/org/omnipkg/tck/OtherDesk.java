package org.omnipkg.tck;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk that does what another does; extend it to change a little of it. */
public class OtherDesk implements Desk {
  private final Desk desk;

  public OtherDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Output run(Command command) {
    return desk.run(command);
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
