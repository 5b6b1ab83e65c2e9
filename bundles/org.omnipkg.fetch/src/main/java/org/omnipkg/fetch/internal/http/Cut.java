package org.omnipkg.fetch.internal.http;

import java.io.IOException;

/** The connection broke within a body. */
public final class Cut extends IOException {
  private static final long serialVersionUID = 1;

  public Cut(Throwable cause) {
    super("connection cut", cause);
  }
}
