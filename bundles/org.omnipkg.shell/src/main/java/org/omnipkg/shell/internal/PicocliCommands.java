package org.omnipkg.shell.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.help.HelpPage;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Document;
import org.omnipkg.shell.internal.render.ErrorText;
import org.omnipkg.shell.internal.verb.Answer;
import org.omnipkg.shell.internal.verb.Call;
import org.omnipkg.shell.internal.verb.Omnipkg;
import org.omnipkg.shell.internal.verb.Plain;
import org.omnipkg.shell.internal.verb.Rooms;
import org.omnipkg.shell.internal.verb.Verb;
import org.omnipkg.shell.internal.verb.WordOrder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses with picocli, lets the verb answer, prints the answer or the refusal. */
@Component
public final class PicocliCommands implements Commands {
  private final Rooms rooms;
  private final Product product;
  private final Logger log;

  @Activate
  public PicocliCommands(
      @Reference Rooms rooms,
      @Reference Product product,
      @Reference(service = LoggerFactory.class) Logger log) {
    this.rooms = rooms;
    this.product = product;
    this.log = log;
  }

  @Override
  public Finish run(Invocation invocation) {
    Optional<Plain> plain = Plain.of(invocation.argv());
    return plain.map(line -> plain(invocation, line)).orElseGet(() -> parsed(invocation));
  }

  @Override
  public List<List<String>> practice() {
    return Practice.lines(rooms);
  }

  @Override
  public void practised() {
    Practice.over(rooms);
  }

  private Finish plain(Invocation invocation, Plain line) {
    Manner manner = Manner.of(invocation, line.globals());
    Call call = new Call(this, invocation, line.globals(), rooms, manner.console());
    return finish(guarded(line.verb(), call, invocation), manner);
  }

  private Finish parsed(Invocation invocation) {
    CommandLine model = Omnipkg.model(invocation.argv());
    Omnipkg globals = model.getCommand();
    Answer answer;
    Manner manner;
    try {
      ParseResult parsed = parse(model, invocation);
      manner = Manner.of(invocation, globals);
      answer = answer(invocation, parsed, globals, manner);
    } catch (ParameterException unreadable) {
      manner = Manner.guessed(invocation, globals);
      answer = refused(whole(invocation, unreadable));
    } catch (Refusal malformed) {
      manner = Manner.guessed(invocation, globals);
      answer = refused(malformed.diagnostic());
    }
    return finish(answer, manner);
  }

  private static ParseResult parse(CommandLine model, Invocation invocation) {
    return model.parseArgs(
        WordOrder.verbFirst(invocation.argv(), model.getCommandSpec()).toArray(String[]::new));
  }

  /** Suggestions come from all verbs, not only from those that stand on the line. */
  private static Diagnostic whole(Invocation invocation, ParameterException partial) {
    try {
      parse(Omnipkg.model(), invocation);
      return Misuse.of(partial);
    } catch (ParameterException unreadable) {
      return Misuse.of(unreadable);
    }
  }

  private static CommandSpec whole(CommandSpec spec) {
    return spec.parent() == null ? Omnipkg.model().getCommandSpec() : spec;
  }

  private static Finish finish(Answer answer, Manner manner) {
    Console console = manner.console();
    if (manner.json() && !answer.document().isEmpty()) {
      console.data(Document.of(answer.document()));
    } else {
      answer.text().accept(console);
    }
    console.flush();
    return new Finish(answer.code(), answer.exec());
  }

  private Answer answer(Invocation invocation, ParseResult parsed, Omnipkg globals, Manner manner) {
    ParseResult deepest = parsed;
    while (deepest.hasSubcommand()) {
      deepest = deepest.subcommand();
    }
    CommandSpec spec = deepest.commandSpec();
    if (globals.help()) {
      return help(spec, manner.console());
    }
    if (globals.version()) {
      return version();
    }
    if (!(spec.userObject() instanceof Verb verb)) {
      return noVerb(spec, manner);
    }
    return guarded(verb, new Call(this, invocation, globals, rooms, manner.console()), invocation);
  }

  private Answer guarded(Verb verb, Call call, Invocation invocation) {
    try {
      return verb.run(call);
    } catch (CancellationException cancelled) {
      return cancelled();
    } catch (Refusal refusal) {
      return invocation.cancelled().getAsBoolean() ? cancelled() : refused(refusal.diagnostic());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError bug) {
      return invocation.cancelled().getAsBoolean() ? cancelled() : Bug.answer(bug, rooms, log);
    }
  }

  private static Answer help(CommandSpec spec, Console console) {
    List<String> page = HelpPage.of(whole(spec), Omnipkg.SECTIONS, console.columns());
    return Answer.of(Map.of("help", HelpPage.plain(page)), heard -> page.forEach(heard::data));
  }

  private Answer version() {
    String build = product.build().isEmpty() ? "" : " (" + product.build() + ")";
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", product.version());
    document.put("build", product.build());
    return Answer.of(document, console -> console.data("omnipkg " + product.version() + build));
  }

  private static Answer noVerb(CommandSpec spec, Manner manner) {
    if (manner.json()) {
      return refused(Misuse.noVerb(spec));
    }
    List<String> page = HelpPage.of(whole(spec), Omnipkg.SECTIONS, manner.console().columns());
    return Answer.of(2, Map.of(), console -> page.forEach(console::complain));
  }

  private static Answer refused(Diagnostic why) {
    return Answer.of(
        ExitCode.of(why), ErrorText.document(why), console -> ErrorText.print(console, why));
  }

  private static Answer cancelled() {
    Diagnostic why = Diagnostic.user("request.cancelled", "cancelled; nothing was changed", "");
    return Answer.of(
        ExitCode.of(why), ErrorText.document(why), console -> console.complain(why.message()));
  }
}
