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
    /** The one who asks: a typing error, demands that contradict each other. */
    USER,
    /** Somebody else: a registry, a network, a package that is broken. */
    OUTSIDE,
    /** Whoever owns the machine: room, rights, memory, time. */
    RESOURCES,
    /** We, or the author of the add-on. */
    BUG
  }

  public Diagnostic {
    details = List.copyOf(details);
  }

  /** One the user can mend. */
  public static Diagnostic user(String code, String message, String hint) {
    return new Diagnostic(code, Kind.USER, message, List.of(), hint);
  }

  /** One that somebody else must mend. */
  public static Diagnostic outside(String code, String message, String hint) {
    return new Diagnostic(code, Kind.OUTSIDE, message, List.of(), hint);
  }

  /** The same with these details in place of its own. */
  public Diagnostic with(List<String> lines) {
    return new Diagnostic(code, kind, message, lines, hint);
  }
}
