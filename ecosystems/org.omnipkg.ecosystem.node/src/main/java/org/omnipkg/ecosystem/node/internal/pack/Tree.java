package org.omnipkg.ecosystem.node.internal.pack;

import java.io.IOException;
import java.util.SortedSet;

/** The plain files of a package's folder, wherever that is; links and the like are none. */
public interface Tree {
  /** Relative, {@code /}-separated. */
  SortedSet<String> files();

  /** What one of them says. */
  String text(String file) throws IOException;
}
