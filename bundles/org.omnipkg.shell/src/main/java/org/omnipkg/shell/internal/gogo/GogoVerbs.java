package org.omnipkg.shell.internal.gogo;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;
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
      "osgi.command.function=info",
      "osgi.command.function=why",
      "osgi.command.function=status",
      "osgi.command.function=env",
      "osgi.command.function=exec",
      "osgi.command.function=shell",
      "osgi.command.function=runtime",
      "osgi.command.function=swap",
      "osgi.command.function=history",
      "osgi.command.function=revert",
      "osgi.command.function=export",
      "osgi.command.function=sync",
      "osgi.command.function=store",
      "osgi.command.function=config",
      "osgi.command.function=plugin",
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

  public void install(@Nullable Object... words) {
    run("install", words);
  }

  public void uninstall(@Nullable Object... words) {
    run("uninstall", words);
  }

  public void list(@Nullable Object... words) {
    run("list", words);
  }

  public void info(@Nullable Object... words) {
    run("info", words);
  }

  public void why(@Nullable Object... words) {
    run("why", words);
  }

  public void status(@Nullable Object... words) {
    run("status", words);
  }

  public void env(@Nullable Object... words) {
    run("env", words);
  }

  public void exec(@Nullable Object... words) {
    run("exec", words);
  }

  public void shell(@Nullable Object... words) {
    run("shell", words);
  }

  public void runtime(@Nullable Object... words) {
    run("runtime", words);
  }

  public void swap(@Nullable Object... words) {
    run("swap", words);
  }

  public void history(@Nullable Object... words) {
    run("history", words);
  }

  public void revert(@Nullable Object... words) {
    run("revert", words);
  }

  public void export(@Nullable Object... words) {
    run("export", words);
  }

  public void sync(@Nullable Object... words) {
    run("sync", words);
  }

  public void store(@Nullable Object... words) {
    run("store", words);
  }

  public void config(@Nullable Object... words) {
    run("config", words);
  }

  public void plugin(@Nullable Object... words) {
    run("plugin", words);
  }

  public void daemon(@Nullable Object... words) {
    run("daemon", words);
  }

  public void doctor(@Nullable Object... words) {
    run("doctor", words);
  }

  public void explain(@Nullable Object... words) {
    run("explain", words);
  }

  public void completion(@Nullable Object... words) {
    run("completion", words);
  }

  void run(String verb, @Nullable Object... words) {
    // A variable that is not set comes as null; as in other shells, it is no word at all.
    Stream<String> given = Arrays.stream(words).filter(Objects::nonNull).map(String::valueOf);
    Invocation invocation =
        invocation(Process.Utils.current(), Stream.concat(Stream.of(verb), given).toList());
    Finish finish = commands.run(invocation);
    int code = finish.exec().map(plan -> new Child(plan, invocation).run()).orElse(finish.code());
    Process.Utils.current().error(code);
    Process.Utils.current().job().session().put(Place.CODE, code);
  }

  private static Invocation invocation(Process process, List<String> argv) {
    // The streams are the process's, not the session's: it may stand in a pipe.
    InputStream in = process.in();
    PrintStream out = process.out();
    PrintStream err = process.err();
    CommandSession session = process.job().session();
    if (!(session.get(Place.VARIABLE) instanceof Place place)) {
      return new Invocation(
          argv, session.currentDir(), System.getenv(), Terminal.NONE, in, out, err, () -> false);
    }
    Invocation shell = place.invocation();
    Terminal whole = shell.terminal();
    Terminal terminal =
        new Terminal(
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
