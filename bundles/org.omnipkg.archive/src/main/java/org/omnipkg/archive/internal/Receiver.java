package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Where checked entries go. Paths are relative, clean and unique. */
interface Receiver {
  void folder(String path) throws IOException;

  void file(String path, boolean executable, InputStream content) throws IOException;

  /**
   * A second name for a file received before, with content of its own.
   *
   * @return its length
   */
  long copy(String path, String original) throws IOException;

  /** At the end, when all links are known to stay inside. */
  void links(Map<String, String> hard, Map<String, String> symbolic) throws IOException;
}
