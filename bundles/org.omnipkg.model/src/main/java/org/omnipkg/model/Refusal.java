package org.omnipkg.model;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Diagnostic} up to the rim. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Diagnostic diagnostic;

  public Refusal(Diagnostic diagnostic) {
    this(diagnostic, null);
  }

  public Refusal(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  /** What is shown to people. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
