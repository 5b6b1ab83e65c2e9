package org.omnipkg.fetch.internal.http;

import java.io.IOException;

/** The server said nothing for too long. */
final class Stalled extends IOException {
  private static final long serialVersionUID = 1;

  Stalled() {
    super("stalled");
  }
}
