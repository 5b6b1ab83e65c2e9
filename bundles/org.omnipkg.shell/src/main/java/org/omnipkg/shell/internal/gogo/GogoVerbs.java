package org.omnipkg.shell.internal.gogo;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.omnipkg.api.Commands;
import org.omnipkg.api.Commands.Finish;
import org.omnipkg.api.Commands.Invocation;
import org.omnipkg.api.Commands.Terminal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Every verb as a Gogo command, so that it can stand in pipes and scripts. The scope matters: Gogo
 * itself has an install, an update, a start and a stop.
 */
@Component(
    service = GogoVerbs.class,
    property = {
      "osgi.command.scope=omnipkg",
      "osgi.command.function=install",
      "osgi.command.function=uninstall",
      "osgi.command.function=list",
      "osgi.command.function=exec",
      "osgi.command.function=shell",
      "osgi.command.function=runtime",
      "osgi.command.function=swap",
      "osgi.command.function=config",
      "osgi.command.function=daemon",
      "osgi.command.function=doctor",
      "osgi.command.function=explain",
      "osgi.command.function=completion"
    })
public final class GogoVerbs {
  private final Commands commands;

  @Activate
  public GogoVerbs(@Reference Commands commands) {
    this.commands = commands;
  }

  public void install(CommandSession session, Object... words) {
    run(session, "install", words);
  }

  public void uninstall(CommandSession session, Object... words) {
    run(session, "uninstall", words);
  }

  public void list(CommandSession session, Object... words) {
    run(session, "list", words);
  }

  public void exec(CommandSession session, Object... words) {
    run(session, "exec", words);
  }

  public void shell(CommandSession session, Object... words) {
    run(session, "shell", words);
  }

  public void runtime(CommandSession session, Object... words) {
    run(session, "runtime", words);
  }

  public void swap(CommandSession session, Object... words) {
    run(session, "swap", words);
  }

  public void config(CommandSession session, Object... words) {
    run(session, "config", words);
  }

  public void daemon(CommandSession session, Object... words) {
    run(session, "daemon", words);
  }

  public void doctor(CommandSession session, Object... words) {
    run(session, "doctor", words);
  }

  public void explain(CommandSession session, Object... words) {
    run(session, "explain", words);
  }

  public void completion(CommandSession session, Object... words) {
    run(session, "completion", words);
  }

  private void run(CommandSession session, String verb, Object... words) {
    List<String> argv =
        Stream.concat(Stream.of(verb), Arrays.stream(words).map(String::valueOf)).toList();
    Invocation invocation = invocation(session, argv);
    Finish finish = commands.run(invocation);
    int code = finish.exec().map(plan -> new Child(plan, invocation).run()).orElse(finish.code());
    Process process = Process.Utils.current();
    if (process != null) {
      process.error(code);
    }
  }

  private static Invocation invocation(CommandSession session, List<String> argv) {
    // In a pipe the streams are the process's, not the session's.
    Process process = Process.Utils.current();
    InputStream in = process == null ? session.getKeyboard() : process.in();
    PrintStream out = process == null ? session.getConsole() : process.out();
    PrintStream err = process == null ? session.getConsole() : process.err();
    if (!(session.get(Place.VARIABLE) instanceof Place place)) {
      return new Invocation(
          argv, session.currentDir(), System.getenv(), Terminal.NONE, in, out, err, () -> false);
    }
    Invocation shell = place.invocation();
    Terminal whole = shell.terminal();
    Terminal terminal =
        process == null
            ? whole
            : new Terminal(
                whole.in() && process.isTty(0),
                whole.out() && process.isTty(1),
                whole.err() && process.isTty(2),
                whole.columns(),
                whole.rows());
    return new Invocation(
        place.argv(argv),
        session.currentDir(),
        shell.environment(),
        terminal,
        in,
        out,
        err,
        shell.cancelled());
  }
}
