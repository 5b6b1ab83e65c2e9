package org.omnipkg.tck;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** Another desk, and a list of the children that were run from it. */
public final class WatchedDesk implements Desk {
  private final Desk desk;
  private final List<Command> ran = new CopyOnWriteArrayList<>();

  public WatchedDesk(Desk desk) {
    this.desk = desk;
  }

  /** The children so far, in order. */
  public List<Command> ran() {
    return List.copyOf(ran);
  }

  @Override
  public Output run(Command command) {
    ran.add(command);
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
