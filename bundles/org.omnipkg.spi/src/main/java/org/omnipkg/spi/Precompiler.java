package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Runtime;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Skill: compiles stored trees ahead of their first use. The engine calls it in the background,
 * once per tree and tag; the trees may be in use meanwhile.
 */
@ConsumerType
public interface Precompiler {
  /** What compiled files depend on, e.g. {@code cpython-311}. */
  String tag(Runtime runtime);

  /** Compiles trees where they lie. What cannot be compiled is left alone. */
  void compile(List<Path> trees, Runtime runtime, Desk desk);
}
