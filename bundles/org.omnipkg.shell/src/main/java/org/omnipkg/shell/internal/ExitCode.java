package org.omnipkg.shell.internal;

import org.omnipkg.model.Diagnostic;

/** What a shell learns from a refusal. */
final class ExitCode {
  private ExitCode() {}

  static int of(Diagnostic why) {
    return switch (why.code()) {
      case "requirement.malformed" -> 2;
      case "exec.not-found" -> 127;
      case "exec.not-executable" -> 126;
      case "request.cancelled" -> 130;
      default -> why.code().startsWith("usage.") ? 2 : 1;
    };
  }
}
