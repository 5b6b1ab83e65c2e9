package org.omnipkg.tck;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tells a law that does not hold as a sentence: which law, what was seen, where to read. */
final class BrokenLaw
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
  static final String PAGE = "docs/reference/tck.md";

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable seen)
      throws Throwable {
    throw told(context, Laws.sentence(context.getRequiredTestMethod().getName()), seen);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable seen)
      throws Throwable {
    throw told(context, "what the test hands over can be used", seen);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable seen)
      throws Throwable {
    throw told(context, "what the test hands over can be used", seen);
  }

  /** Without what JUnit adds to a sentence that says it all. */
  private static String plain(@Nullable String message) {
    return String.valueOf(message)
        .replaceFirst(" ==> expected: <(true|false)> but was: <(true|false)>$", "");
  }

  private static Throwable told(ExtensionContext context, String law, Throwable seen) {
    if (seen instanceof TestAbortedException) {
      return seen;
    }
    String heading = context.getRequiredTestClass().getAnnotation(Contract.class).value();
    String text =
        "broken law: "
            + law
            + "\n  seen: "
            + (seen instanceof AssertionError ? plain(seen.getMessage()) : "it threw " + seen)
            + "\n  read: "
            + PAGE
            + ", \""
            + heading
            + "\"";
    if (seen instanceof AssertionFailedError failed && failed.isExpectedDefined()) {
      return new AssertionFailedError(text, failed.getExpected(), failed.getActual(), seen);
    }
    return new AssertionFailedError(text, seen);
  }
}
