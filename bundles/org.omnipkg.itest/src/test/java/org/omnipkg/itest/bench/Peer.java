package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The peer of the same name, in an environment and a home of its own; only ever run. */
final class Peer {
  static final String RELEASE = "omnipkg==3.4.1";
  private static final String NAME = "peer ";
  private final Command program;
  private final Path interpreter;
  private final boolean present;

  private Peer(Command program, Path interpreter, boolean present) {
    this.program = program;
    this.interpreter = interpreter;
    this.present = present;
  }

  /** Installs it, starts its daemon and lets it install what it will be asked for. */
  static Peer in(Workshop shop, boolean wanted) throws IOException {
    Path environment = shop.folder().resolve("peer");
    Path interpreter = environment.resolve("bin/python");
    Map<String, String> variables = new TreeMap<>(shop.variables());
    variables.put("HOME", Files.createDirectories(shop.folder().resolve("peer-home")).toString());
    variables.put("PATH", environment.resolve("bin") + ":/usr/bin:/bin");
    variables.put("OMNIPKG_NONINTERACTIVE", "1");
    variables.put("CI", "1");
    Path client = environment.resolve("bin/8pkg");
    Command program = new Command(List.of(client.toString()), variables, shop.folder());
    Peer peer = new Peer(program, interpreter, wanted);
    if (!wanted) {
      return peer;
    }
    if (!Files.exists(client)) {
      Shell.run(shop.command(shop.python(), "-m", "venv", environment.toString()));
      Shell.run(shop.command(interpreter, "-m", "pip", "install", "-q", RELEASE, "uv"));
    }
    peer.run("daemon", "start");
    peer.run("install", Workshop.RICH);
    peer.run("install", "numpy==1.26.4", "numpy==1.24.3");
    return peer;
  }

  Command command(String... words) {
    return program.plus(words);
  }

  String run(String... words) throws IOException {
    return Shell.run(command(words));
  }

  Optional<String> row(String what) {
    return present ? Optional.of(NAME + what) : Optional.empty();
  }

  /** Taking part with a command that its daemon answers; absent when it was not wanted. */
  Optional<Entrant> hot(String what, String... words) {
    return row(what).map(who -> Entrant.of(who, command(words)));
  }

  /** What its interpreter imports. */
  String python(String source) throws IOException {
    Command run =
        new Command(List.of(interpreter.toString()), program.variables(), program.folder());
    return Shell.run(run.plus("-c", source)).strip();
  }

  void stop() throws IOException {
    if (present) {
      run("daemon", "stop");
    }
  }
}
