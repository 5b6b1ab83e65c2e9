package org.omnipkg.api;

import org.omnipkg.model.Progress;
import org.osgi.annotation.versioning.ConsumerType;

/** Progress told to another; override what is not to be told, or to be known better here. */
@ConsumerType
public interface PassingProgress extends Progress {
  /** The other one. */
  Progress progress();

  @Override
  default void step(String what) {
    progress().step(what);
  }

  @Override
  default void note(String line) {
    progress().note(line);
  }

  @Override
  default void detail(String line) {
    progress().detail(line);
  }

  @Override
  default Task task(String label, long total) {
    return progress().task(label, total);
  }

  @Override
  default boolean cancelled() {
    return progress().cancelled();
  }
}
