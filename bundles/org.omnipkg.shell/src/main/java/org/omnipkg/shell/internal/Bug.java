package org.omnipkg.shell.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.ErrorText;
import org.omnipkg.shell.internal.render.Redaction;
import org.omnipkg.shell.internal.verb.Answer;
import org.omnipkg.shell.internal.verb.Rooms;
import org.osgi.service.log.Logger;

/** A fault of our own: short on the terminal, whole in the log. */
final class Bug {
  private static final String CODE = "internal.bug";

  private Bug() {}

  static Answer answer(Throwable fault, Rooms rooms, Logger log) {
    // As text: messages of foreign exceptions may quote addresses with credentials.
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    String trace = Redaction.of(text.toString());
    log.error("{}: {}", CODE, trace);
    List<String> details = new ArrayList<>();
    details.add(fault.getClass().getSimpleName() + where(fault));
    if (fault instanceof LinkageError) {
      details.add("a part of omnipkg may have been replaced while it ran");
    }
    details.add("log: " + log(rooms));
    Diagnostic why =
        new Diagnostic(CODE, Diagnostic.Kind.BUG, "omnipkg made a mistake of its own", details, "");
    return Answer.of(
        ExitCode.of(why),
        ErrorText.document(why),
        console -> {
          ErrorText.print(console, why);
          if (console.verbose()) {
            trace.lines().forEach(console::complain);
          }
        });
  }

  private static String where(Throwable fault) {
    return Arrays.stream(fault.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.omnipkg."))
        .findFirst()
        .map(frame -> " in " + frame.getClassName() + ", line " + frame.getLineNumber())
        .orElse("");
  }

  private static String log(Rooms rooms) {
    try {
      return rooms
          .daemon()
          .map(daemon -> daemon.status().log())
          .orElseGet(() -> rooms.places().pretty(rooms.places().logs()));
    } catch (Refusal missing) {
      return "none";
    }
  }
}
