package org.omnipkg.itest.bench;

import java.io.IOException;

/** A command that did not do what it was measured for. */
final class Failure extends IOException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }
}
