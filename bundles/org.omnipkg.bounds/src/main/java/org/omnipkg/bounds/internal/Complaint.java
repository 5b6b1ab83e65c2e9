package org.omnipkg.bounds.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.osgi.framework.Bundle;

/** What is said of a bundle that does not behave: who, in what, and what to do about it. */
final class Complaint {
  private static final int LONGEST = 200;

  private final String name;
  private final String title;

  Complaint(Bundle bundle) {
    name = bundle.getSymbolicName();
    title = name + " " + bundle.getVersion();
  }

  Diagnostic failed(String doing, Throwable failure) {
    List<String> details = new ArrayList<>();
    details.add(line(failure.toString()));
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (!frame.getClassName().matches("(java|jdk|sun)\\..*")) {
        details.add("in " + frame.getClassName() + ", line " + frame.getLineNumber());
        break;
      }
    }
    return bug("plugin.failed", "failed in " + doing, details);
  }

  Diagnostic tooSlow(String doing, Duration limit) {
    return bug(
        "plugin.too-slow",
        "did not end " + doing + " within " + seconds(limit),
        doing.equals(Neighbour.STARTING)
            ? List.of()
            : List.of("the setting `plugin-seconds` says how long it may take"));
  }

  Diagnostic nonsense(String doing, String what) {
    return bug("plugin.nonsense", "gave an answer that cannot be in " + doing, List.of(line(what)));
  }

  Diagnostic exits(String what) {
    return bug("plugin.exits", "tried to end the daemon", List.of("it called " + what));
  }

  Diagnostic tooLarge(String doing) {
    return bug("plugin.too-large", "filled the daemon's memory in " + doing, List.of());
  }

  Diagnostic threads(int count, int limit) {
    return bug(
        "plugin.threads",
        "keeps " + count + " threads running, of " + limit + " it may have",
        List.of("the setting `plugin-threads` says how many"));
  }

  Diagnostic quarantined(Diagnostic why) {
    List<String> details = new ArrayList<>();
    details.add(why.message());
    details.addAll(why.details());
    return new Diagnostic(
        "plugin.quarantined",
        Diagnostic.Kind.BUG,
        "`" + title + "` is in quarantine",
        details,
        "`omnipkg plugin update` with a better one, `omnipkg plugin release "
            + name
            + "`, or"
            + " `omnipkg plugin remove "
            + name
            + "`");
  }

  private Diagnostic bug(String code, String what, List<String> details) {
    return new Diagnostic(
        code,
        Diagnostic.Kind.BUG,
        "the plugin `" + title + "` " + what,
        details,
        "its makers want to know; `omnipkg plugin remove " + name + "` takes it out");
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private static String line(String text) {
    String first = text.lines().findFirst().orElse("").strip();
    return first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
  }
}
