package org.omnipkg.launcher;

import org.jspecify.annotations.Nullable;

/** What the launcher itself has to complain about; the C client says the same in the same words. */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String code;

  Trouble(String code, String message) {
    this(code, message, null);
  }

  Trouble(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    boolean readOnly =
        cause != null && String.valueOf(cause.getMessage()).contains("Read-only file system");
    this.code = readOnly ? "home.read-only" : code;
  }

  /** A message that has its code within already. */
  static Trouble told(String message) {
    return new Trouble("", message);
  }

  String code() {
    return code;
  }

  String told() {
    return getMessage() + (code.isEmpty() ? "" : "  [" + code + "]");
  }
}
