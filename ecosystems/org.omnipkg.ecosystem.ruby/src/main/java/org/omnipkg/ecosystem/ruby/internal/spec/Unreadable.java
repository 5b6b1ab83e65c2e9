package org.omnipkg.ecosystem.ruby.internal.spec;

import java.io.IOException;

/** Bytes that are not what they are said to be. */
public final class Unreadable extends IOException {
  private static final long serialVersionUID = 1;

  public Unreadable(String message) {
    super(message);
  }

  public Unreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
