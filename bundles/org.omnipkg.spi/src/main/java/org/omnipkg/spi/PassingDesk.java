package org.omnipkg.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.osgi.annotation.versioning.ConsumerType;

/** A desk that passes every question on to another; override what is to be different. */
@ConsumerType
public interface PassingDesk extends Desk {
  /** The other one; the same at every call. */
  Desk desk();

  @Override
  default Reply fetch(Ask ask) {
    return desk().fetch(ask);
  }

  @Override
  default Optional<Reply> kept(Ask ask) {
    return desk().kept(ask);
  }

  @Override
  default Path download(Artifact artifact) {
    return desk().download(artifact);
  }

  @Override
  default Map<String, String> references(GitPlace place) {
    return desk().references(place);
  }

  @Override
  default GitPlace pinned(GitPlace place) {
    return desk().pinned(place);
  }

  @Override
  default Output run(Command command) {
    return desk().run(command);
  }

  @Override
  default Provisioned tool(Tool tool) {
    return desk().tool(tool);
  }

  @Override
  default List<Source> sources(String ecosystem) {
    return desk().sources(ecosystem);
  }

  @Override
  default Path scratch() {
    return desk().scratch();
  }

  @Override
  default Path cache(String name) {
    return desk().cache(name);
  }

  @Override
  default Progress progress() {
    return desk().progress();
  }

  @Override
  default Clock clock() {
    return desk().clock();
  }

  @Override
  default boolean offline() {
    return desk().offline();
  }

  @Override
  default Map<String, String> environment() {
    return desk().environment();
  }

  @Override
  default Path directory() {
    return desk().directory();
  }
}
