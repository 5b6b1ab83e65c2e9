package org.omnipkg.shell.internal.progress;

import org.omnipkg.model.Progress;

/** Progress somebody looks at; closing it takes it out of sight. */
public interface View extends Progress, AutoCloseable {
  @Override
  void close();
}
