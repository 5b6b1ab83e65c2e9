package org.omnipkg.shell.internal.gogo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Commands;
import org.omnipkg.api.Commands.Finish;
import org.omnipkg.api.Commands.Invocation;
import org.omnipkg.model.Nearest;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.ErrorText;

/** Lines in, answers out, until {@code exit} or the end of input. */
public final class Conversation {
  private static final String SCOPE = "omnipkg:";
  private static final String PROMPT = "omnipkg> ";
  private final Commands commands;
  private final CommandProcessor processor;
  private final Set<String> verbs;
  private final List<String> options;

  /**
   * Prepared, not begun.
   *
   * @param verbs words that begin a line of ours; all others are Gogo's
   */
  public Conversation(
      Commands commands, CommandProcessor processor, Set<String> verbs, List<String> options) {
    this.commands = commands;
    this.processor = processor;
    this.verbs = Set.copyOf(verbs);
    this.options = List.copyOf(options);
  }

  /** The exit code of the last line. */
  public int run(Invocation invocation) {
    int columns = invocation.terminal().columns();
    Console console =
        new Console(
            invocation.out(),
            invocation.err(),
            new Console.Tone(
                false, false, false, false, columns > 0 ? columns : 80, 0, columns > 0));
    boolean typed = invocation.terminal().in();
    if (typed) {
      console.complain("Verbs need no `omnipkg` here; `help` lists them, `exit` leaves.");
    }
    try (CommandSession session =
        processor.createSession(invocation.in(), invocation.out(), invocation.err())) {
      session.put(Place.VARIABLE, new Place(invocation, options));
      session.put("SCOPE", SCOPE + "*");
      session.currentDir(invocation.directory());
      return new Reading(invocation, console, session, typed).all();
    } catch (IOException gone) {
      return 1;
    }
  }

  private final class Reading {
    private final Invocation invocation;
    private final Console console;
    private final CommandSession session;
    private final boolean typed;
    private int code;
    private boolean over;

    Reading(Invocation invocation, Console console, CommandSession session, boolean typed) {
      this.invocation = invocation;
      this.console = console;
      this.session = session;
      this.typed = typed;
    }

    int all() throws IOException {
      while (!over && !invocation.cancelled().getAsBoolean()) {
        if (typed) {
          invocation.err().write(PROMPT.getBytes(StandardCharsets.UTF_8));
          invocation.err().flush();
        }
        String line = line(invocation.in());
        if (line == null) {
          if (typed) {
            console.complain("");
          }
          break;
        }
        try {
          one(line.strip());
        } catch (Refusal refused) {
          ErrorText.print(console, refused.diagnostic());
          code = 2;
        }
      }
      return invocation.cancelled().getAsBoolean() ? 130 : code;
    }

    private void one(String line) {
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      String first = line.split("[\\s|;$]", 2)[0];
      if (first.equals("exit") || first.equals("quit")) {
        over = true;
      } else if (first.equals("help") || first.equals("omnipkg") || ours(first)) {
        Words.Split split = Words.of(line);
        if (split.special()) {
          gogo(line);
        } else {
          verb(split.words());
        }
      } else {
        gogo(line);
      }
    }

    private boolean ours(String word) {
      return verbs.contains(word)
          || (word.startsWith(SCOPE) && verbs.contains(word.substring(SCOPE.length())));
    }

    private void verb(List<String> typedWords) {
      List<String> words = new ArrayList<>(typedWords);
      String first = words.get(0);
      if (first.startsWith(SCOPE)) {
        words.set(0, first.substring(SCOPE.length()));
      } else if (first.equals("omnipkg")) {
        words.remove(0);
      } else if (first.equals("help")) {
        words.remove(0);
        words.add("--help");
      }
      Invocation line =
          new Invocation(
              new Place(invocation, options).argv(words),
              session.currentDir(),
              invocation.environment(),
              invocation.terminal(),
              invocation.in(),
              invocation.out(),
              invocation.err(),
              invocation.cancelled());
      Finish finish = commands.run(line);
      code = finish.exec().map(plan -> new Child(plan, line).run()).orElse(finish.code());
    }

    private void gogo(String line) {
      try {
        session.put(Place.CODE, 0);
        Object result = session.execute(line);
        if (result != null) {
          console.data(String.valueOf(session.format(result, Converter.INSPECT)));
          console.flush();
        }
        code = session.get(Place.CODE) instanceof Integer last ? last : 0;
      } catch (Exception | LinkageError failed) {
        Throwable cause = failed.getCause();
        Throwable told = failed.getMessage() == null && cause != null ? cause : failed;
        console.complain(told.getMessage() == null ? told.toString() : told.getMessage());
        List<String> near = Nearest.to(line.split("\\s", 2)[0], verbs);
        if (failed.getClass().getSimpleName().equals("CommandNotFoundException")
            && !near.isEmpty()) {
          console.complain("hint: did you mean " + Nearest.quoted(near) + "?");
        }
        code = 1;
      }
    }
  }

  // Byte by byte: what follows the line may be meant for the command on it.
  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
