package org.omnipkg.shell.internal;

import java.util.Iterator;
import org.omnipkg.api.Commands.Invocation;
import org.omnipkg.api.Commands.Terminal;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.verb.Omnipkg;

/** How an answer is given: as a document or as text, and to what kind of streams. */
record Manner(boolean json, Console console) {
  private static final int WIDEST = 100;

  /** As the options say; refuses an unknown colour. */
  static Manner of(Invocation invocation, Omnipkg globals) {
    if (!new Omnipkg.Colors().contains(globals.color())) {
      throw new Refusal(
          Diagnostic.user(
              "usage.bad-value",
              "`--color` is `auto`, `always` or `never`, not `" + globals.color() + "`",
              ""));
    }
    return of(invocation, globals, globals.json());
  }

  /** For a line that could not be read: picocli may have stopped before it saw {@code --json}. */
  static Manner guessed(Invocation invocation, Omnipkg globals) {
    return of(invocation, globals, globals.json() || json(invocation));
  }

  private static Manner of(Invocation invocation, Omnipkg globals, boolean json) {
    Terminal terminal = invocation.terminal();
    int columns = terminal.err() && terminal.columns() > 0 ? terminal.columns() : 80;
    Console.Tone tone =
        new Console.Tone(
            color(invocation, globals, terminal.out()),
            color(invocation, globals, terminal.err()),
            globals.quiet(),
            globals.verbose(),
            Math.min(WIDEST, columns),
            terminal.out() ? room(invocation) : 0,
            terminal.err());
    return new Manner(json, new Console(invocation.out(), invocation.err(), tone));
  }

  /** A terminal that does not tell its width may have it in a variable. */
  private static int room(Invocation invocation) {
    int told = invocation.terminal().columns();
    String said = invocation.environment().getOrDefault("COLUMNS", "");
    return told == 0 && said.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(said) : told;
  }

  private static boolean color(Invocation invocation, Omnipkg globals, boolean terminal) {
    return switch (globals.color()) {
      case "always" -> true;
      case "never" -> false;
      default ->
          terminal
              && invocation.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !invocation.environment().getOrDefault("TERM", "").equals("dumb");
    };
  }

  private static boolean json(Invocation invocation) {
    Iterator<String> words = invocation.argv().iterator();
    boolean exec = false;
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("--json")) {
        return true;
      }
      if (word.equals("--") || (exec && !word.startsWith("-"))) {
        return false;
      }
      exec |= word.equals("exec");
    }
    return false;
  }
}
