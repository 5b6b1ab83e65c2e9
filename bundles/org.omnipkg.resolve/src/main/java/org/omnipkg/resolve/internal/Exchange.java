package org.omnipkg.resolve.internal;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** What it looks like when a bundle was replaced under a call. */
final class Exchange {
  static final String CODE = "ecosystem.updated";

  private Exchange() {}

  /** Classes that are gone, or a framework that tells so; never a call that was given up. */
  static boolean broke(Throwable failure) {
    if (failure instanceof CancellationException) {
      return false;
    }
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof LinkageError
          || one instanceof ClassNotFoundException
          || one instanceof IllegalStateException
          || one instanceof Refusal refusal && refusal.diagnostic().code().equals(CODE)) {
        return true;
      }
    }
    return false;
  }

  static Refusal refusal(String whose, Throwable cause) {
    return new Refusal(
        Diagnostic.outside(
            CODE,
            "the bundle of " + whose + " was replaced while it was in use",
            "run the command again"),
        cause);
  }
}
