package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Where checked entries go. Paths are relative, clean and unique. */
interface Receiver {
  void folder(String path) throws IOException;

  /**
   * Takes a file's content, by several threads at once where {@link #many} says so.
   *
   * @return what is to be done once all files before it in the archive are done with
   */
  Noted file(String path, boolean executable, InputStream content) throws IOException;

  /** Whether files may come in any order, and several at once. */
  boolean many();

  /** The end of receiving a file. */
  interface Noted {
    Noted NOTHING = () -> {};

    void run() throws IOException;
  }

  /**
   * A second name for a file received before, with content of its own.
   *
   * @return its length
   */
  long copy(String path, String original) throws IOException;

  /** At the end, when all links are known to stay inside. */
  void links(Map<String, String> hard, Map<String, String> symbolic) throws IOException;
}
