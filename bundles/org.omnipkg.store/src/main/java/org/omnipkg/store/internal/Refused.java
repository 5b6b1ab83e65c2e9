package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** What an exception of the disk means, when it means something a person can mend. */
  static Optional<Refusal> of(Throwable failed, Path root) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal && refusal.diagnostic().code().equals("store.full")) {
        return Optional.of(refusal);
      }
      String text = String.valueOf(cause.getMessage());
      if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
        return Optional.of(full(root, failed));
      }
      if (text.contains("Read-only file system")) {
        return Optional.of(readOnly(failed));
      }
    }
    return Optional.empty();
  }

  static RuntimeException or(IOException failed, Path root) {
    return of(failed, root)
        .<RuntimeException>map(refusal -> refusal)
        .orElseGet(() -> new UncheckedIOException(failed));
  }

  static Refusal readOnly(Throwable cause) {
    return new Refusal(
        new Diagnostic(
            "home.read-only",
            Diagnostic.Kind.RESOURCES,
            "the store is on a file system that cannot be written",
            List.of(),
            "mount it writable, or let `OMNIPKG_HOME` name a folder you can write to"),
        cause);
  }

  /** A ledger this omnipkg does not know: a later one wrote it, and wants to find it again. */
  static Refusal newer(int schema) {
    return new Refusal(
        Diagnostic.user(
            "store.newer",
            "the store was written by a later omnipkg (schema " + schema + ")",
            "use that omnipkg, or let `OMNIPKG_HOME` name another folder"));
  }

  static Refusal full(Path root, Throwable cause) {
    java.io.File disk = root.toFile();
    return new Refusal(
        new Diagnostic(
            "store.full",
            Diagnostic.Kind.RESOURCES,
            "there is no space left for the store",
            List.of(
                "free on its disk: "
                    + disk.getUsableSpace() / 1000
                    + " kB of "
                    + disk.getTotalSpace() / 1000
                    + " kB",
                "nothing was changed"),
            "`omnipkg store gc` removes what nothing needs any more"),
        cause);
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
