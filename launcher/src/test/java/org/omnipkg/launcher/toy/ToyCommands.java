package org.omnipkg.launcher.toy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.omnipkg.api.Commands;
import org.omnipkg.api.Execution;

/** Commands for the tests of the client: each first word exercises one thing. */
public final class ToyCommands implements Commands {
  @Override
  public Finish run(Invocation call) {
    try {
      return serve(call, call.argv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finish serve(Invocation call, List<String> argv) throws IOException {
    PrintStream out = new PrintStream(call.out(), true, StandardCharsets.UTF_8);
    switch (argv.get(0)) {
      case "pid" -> out.println(ProcessHandle.current().pid());
      case "echo" -> argv.forEach(out::println);
      case "where" -> out.println(call.directory());
      case "variable" -> out.println(call.environment().get(argv.get(1)));
      case "complain" -> {
        new PrintStream(call.err(), true, StandardCharsets.UTF_8).println(argv.get(1));
        return Finish.exit(3);
      }
      case "much" -> {
        byte[] block = new byte[1 << 20];
        java.util.Arrays.fill(block, (byte) 'x');
        for (int i = 0; i < Integer.parseInt(argv.get(1)); i++) {
          call.out().write(block);
        }
      }
      case "flood" -> {
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < Integer.parseInt(argv.get(1)); i++) {
          call.out().write(block);
        }
        call.in().read();
      }
      case "ask" -> {
        out.println("asking");
        out.println("got " + call.in().read());
      }
      case "deaf" -> {
        out.println("deaf");
        while (!Files.exists(Path.of(argv.get(1)))) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      case "terminal" -> {
        Terminal terminal = call.terminal();
        out.printf(
            "%s %s %s %dx%d%n",
            terminal.in(), terminal.out(), terminal.err(), terminal.columns(), terminal.rows());
      }
      case "copy" -> call.in().transferTo(call.out());
      case "line" ->
          out.println(
              "got "
                  + new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8))
                      .readLine());
      case "wait" -> {
        out.println("waiting");
        while (!call.cancelled().getAsBoolean()) {
          LockSupport.parkNanos(1_000_000);
        }
        if (argv.size() > 1) {
          Files.writeString(Path.of(argv.get(1)), "cancelled");
        }
        return Finish.exit(130);
      }
      case "defect" -> throw new IllegalStateException("on purpose");
      case "halt" -> Runtime.getRuntime().halt(1);
      case "exec" -> {
        return exec(call, argv, Map.of("TOY", "child"));
      }
      case "pass" -> {
        return exec(call, argv, call.environment());
      }
      default -> {
        return Finish.exit(2);
      }
    }
    return Finish.exit(0);
  }

  /** {@code exec LEASE EXECUTABLE ARG…}. */
  private static Finish exec(Invocation call, List<String> argv, Map<String, String> variables) {
    List<String> words = new ArrayList<>(argv.subList(2, argv.size()));
    Path executable = Path.of(words.get(0));
    return new Finish(
        0,
        Optional.of(
            new Execution.Plan(
                executable, words, variables, call.directory(), Path.of(argv.get(1)))));
  }
}
