package org.omnipkg.resolve.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** A resolver from elsewhere that throws is told as its own failure, not as one of the house. */
final class Blame {
  private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.");
  private static final String HOUSE = "org.omnipkg.";

  private Blame() {}

  static <T> T blaming(Supplier<T> call) {
    try {
      return call.get();
    } catch (Refusal | CancellationException answer) {
      throw answer;
    } catch (RuntimeException failure) {
      StackTraceElement where =
          Stream.of(failure.getStackTrace())
              .filter(frame -> PLATFORM.stream().noneMatch(frame.getClassName()::startsWith))
              .findFirst()
              .orElse(null);
      if (where == null || where.getClassName().startsWith(HOUSE)) {
        throw failure;
      }
      throw new Refusal(
          Diagnostic.outside(
                  "resolver.broken",
                  "the resolver failed: `" + failure + "`",
                  "`--resolver uv` takes another")
              .with(List.of("in " + where)),
          failure);
    }
  }
}
