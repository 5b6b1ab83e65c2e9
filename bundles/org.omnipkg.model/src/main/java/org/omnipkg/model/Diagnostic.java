package org.omnipkg.model;

import java.util.List;

/**
 * Why something was refused, made where it is known and already free of secrets.
 *
 * @param code {@code <area>.<slug>}; {@code docs/reference/errors/<code>.md} explains it
 * @param message lower-case headline without a final full stop; what was read stands in backticks
 * @param details further lines, most important first
 * @param hint what will work, or empty
 */
public record Diagnostic(
    String code, Kind kind, String message, List<String> details, String hint) {
  /** Who can mend it. */
  public enum Kind {
    USER,
    OUTSIDE,
    RESOURCES,
    BUG
  }

  public Diagnostic {
    details = List.copyOf(details);
  }

  public static Diagnostic user(String code, String message, String hint) {
    return new Diagnostic(code, Kind.USER, message, List.of(), hint);
  }

  public static Diagnostic outside(String code, String message, String hint) {
    return new Diagnostic(code, Kind.OUTSIDE, message, List.of(), hint);
  }

  public Diagnostic with(List<String> lines) {
    return new Diagnostic(code, kind, message, lines, hint);
  }
}
