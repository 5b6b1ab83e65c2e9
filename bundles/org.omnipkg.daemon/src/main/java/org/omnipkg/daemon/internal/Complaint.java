package org.omnipkg.daemon.internal;

import java.io.PrintStream;
import org.omnipkg.model.Diagnostic;

/** A diagnostic in words, for when the shell that would render it is what is missing. */
record Complaint(Diagnostic diagnostic) {
  void print(PrintStream to) {
    StringBuilder text = new StringBuilder();
    text.append("error: ").append(diagnostic.message());
    text.append("  [").append(diagnostic.code()).append("]\n");
    diagnostic.details().forEach(line -> text.append("  ").append(line).append('\n'));
    if (!diagnostic.hint().isEmpty()) {
      text.append("\nhint: ").append(diagnostic.hint()).append('\n');
    }
    to.print(text);
    to.flush();
  }
}
