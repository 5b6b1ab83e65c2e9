package org.omnipkg.store.internal;

import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Refusal;

final class Refused {
  private Refused() {}

  static Refusal corrupt(Digest digest) {
    return resources(
        "store.corrupt",
        "the stored file `" + digest.sha256().substring(0, 12) + "` is not what it was");
  }

  static Refusal missing(String what, Digest digest) {
    return resources(
        "store.missing",
        "`" + what + "` is not in the store: no object `" + digest.sha256().substring(0, 12) + "`");
  }

  static Refusal badPath(String path) {
    return new Refusal(
        new Diagnostic(
            "store.bad-path",
            Diagnostic.Kind.BUG,
            "`" + path + "` is no place in the store",
            List.of(),
            ""));
  }

  static Refusal unspeakable(String path, Throwable cause) {
    return new Refusal(
        Diagnostic.user(
            "store.bad-path",
            "`" + path + "` cannot be written under this system's locale",
            "run omnipkg under a UTF-8 locale, e.g. with `LC_ALL=C.UTF-8`"),
        cause);
  }

  static Refusal ledger(Throwable cause) {
    return new Refusal(
        new Diagnostic(
            "store.ledger",
            Diagnostic.Kind.RESOURCES,
            "the ledger cannot be used: " + cause.getMessage(),
            List.of(),
            ""),
        cause);
  }

  private static Refusal resources(String code, String message) {
    return new Refusal(new Diagnostic(code, Diagnostic.Kind.RESOURCES, message, List.of(), ""));
  }
}
