package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.progress.Glyphs;
import org.omnipkg.shell.internal.progress.LineView;
import org.omnipkg.shell.internal.progress.QuietView;
import org.omnipkg.shell.internal.progress.TerminalView;
import org.omnipkg.shell.internal.progress.Ticking;
import org.omnipkg.shell.internal.progress.View;
import org.omnipkg.shell.internal.render.Console;

/** One command line being answered. */
public final class Call {
  private final Commands commands;
  private final Commands.Invocation invocation;
  private final Omnipkg globals;
  private final Rooms rooms;
  private final Console console;

  public Call(
      Commands commands,
      Commands.Invocation invocation,
      Omnipkg globals,
      Rooms rooms,
      Console console) {
    this.commands = commands;
    this.invocation = invocation;
    this.globals = globals;
    this.rooms = rooms;
    this.console = console;
  }

  Commands commands() {
    return commands;
  }

  Console console() {
    return console;
  }

  Commands.Invocation invocation() {
    return invocation;
  }

  Omnipkg globals() {
    return globals;
  }

  Rooms rooms() {
    return rooms;
  }

  /** Runs work with progress in sight, and takes it out of sight however the work ends. */
  <T> T working(Function<Caller, T> work) {
    try (View view = view()) {
      return work.apply(caller(view));
    }
  }

  /** Runs work that is too short to be watched. */
  <T> T asking(Function<Caller, T> work) {
    return work.apply(caller(new QuietView(invocation.cancelled())));
  }

  /** The environment meant: option, variable, setting, {@code default}. */
  String environment() {
    String option = globals.environment();
    if (option != null) {
      return option;
    }
    String variable = invocation.environment().getOrDefault("OMNIPKG_ENV", "");
    if (!variable.isEmpty()) {
      return variable;
    }
    String setting = asking(caller -> rooms.settings().get(caller, "environment")).value();
    return setting.isEmpty() ? "default" : setting;
  }

  /** The path as meant by who typed it. */
  Path path(String typed) {
    return invocation.directory().resolve(typed).normalize();
  }

  /** Refuses {@code --dry-run} where there is nothing between doing and not doing. */
  void noDryRun(String verb) {
    if (globals.dryRun()) {
      throw new Refusal(
          Diagnostic.user(
              "usage.no-dry-run", "`" + verb + "` cannot be tried with `--dry-run`", ""));
    }
  }

  private Caller caller(Progress progress) {
    Duration patience = Duration.ofSeconds(globals.patience());
    return new Caller(
        invocation.environment(), invocation.directory(), globals.offline(), patience, progress);
  }

  private View view() {
    if (globals.quiet()) {
      return new QuietView(invocation.cancelled());
    }
    Commands.Terminal terminal = invocation.terminal();
    boolean dumb = invocation.environment().getOrDefault("TERM", "").equals("dumb");
    if (!terminal.err() || dumb) {
      return new LineView(console::say, globals.verbose(), invocation.cancelled());
    }
    TerminalView.Looks looks =
        new TerminalView.Looks(
            Glyphs.of(invocation.environment()),
            terminal.columns(),
            terminal.rows(),
            console.colorErr(),
            globals.verbose());
    return new Ticking(
        new TerminalView(invocation.err(), looks, invocation.cancelled(), System::nanoTime));
  }
}
