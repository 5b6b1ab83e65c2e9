package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** What can go wrong with an environment on a disk. */
record Trouble(Places places) {
  static Refusal badName(String name) {
    return new Refusal(
        Diagnostic.user(
            "environment.bad-name",
            "`" + name + "` cannot be the name of an environment",
            "use up to 64 letters, digits, `.`, `_` and `-`, starting with a letter or digit"));
  }

  Refusal unwritable(String environment, IOException cause) {
    String reason =
        cause instanceof FileSystemException e && e.getFile() != null
            ? places.pretty(Path.of(e.getFile())) + ": " + reason(e)
            : String.valueOf(cause.getMessage());
    return new Refusal(
        new Diagnostic(
            "environment.unwritable",
            Diagnostic.Kind.RESOURCES,
            "environment `" + environment + "` could not be changed",
            List.of(reason),
            ""),
        cause);
  }

  private static String reason(FileSystemException e) {
    return e.getReason() != null ? e.getReason() : e.getClass().getSimpleName();
  }

  static Refusal damaged(String environment, int number, @Nullable Throwable cause) {
    return new Refusal(
        new Diagnostic(
            "environment.damaged",
            Diagnostic.Kind.OUTSIDE,
            "generation " + number + " of environment `" + environment + "` cannot be read",
            List.of("its files were changed or removed by something else"),
            ""),
        cause);
  }
}
