package org.omnipkg.shell.internal.verb;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.omnipkg.api.Execution;
import org.omnipkg.shell.internal.render.Console;

/**
 * What a verb has to say: a document for programs, text for people. One of them is printed.
 *
 * @param exec present when the client is to replace itself; then nothing is printed
 */
public record Answer(
    int code, Map<String, ?> document, Consumer<Console> text, Optional<Execution.Plan> exec) {
  public static Answer of(Map<String, ?> document, Consumer<Console> text) {
    return of(0, document, text);
  }

  public static Answer of(int code, Map<String, ?> document, Consumer<Console> text) {
    return new Answer(code, document, text, Optional.empty());
  }

  /** A verb that spoke for itself, or has nothing to say. */
  public static Answer spoken(int code) {
    return of(code, Map.of(), console -> {});
  }

  public static Answer exec(Execution.Plan plan) {
    return new Answer(0, Map.of(), console -> {}, Optional.of(plan));
  }
}
