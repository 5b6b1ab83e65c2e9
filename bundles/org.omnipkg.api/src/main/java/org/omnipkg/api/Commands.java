package org.omnipkg.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/** The command model, as a service: argv in, streams and an exit code out. */
@ProviderType
public interface Commands {
  Finish run(Invocation invocation);

  /**
   * Lines that stand for those most often typed and change nothing: a process that waits for work
   * may run them, so that the first of the kind is not the slowest. None when there is nothing to
   * ask about.
   */
  default List<List<String>> practice() {
    return List.of();
  }

  /** Whoever asked for lines to practise says so when they were run, or will not be. */
  default void practised() {}

  /**
   * One command line and the place it was typed at.
   *
   * @param argv without the program's name
   * @param in reading it asks the client for its standard input
   * @param cancelled true once the client has gone or was interrupted
   */
  record Invocation(
      List<String> argv,
      Path directory,
      Map<String, String> environment,
      Terminal terminal,
      InputStream in,
      OutputStream out,
      OutputStream err,
      BooleanSupplier cancelled) {}

  /** What the client's standard streams are; columns and rows are 0 when unknown. */
  record Terminal(boolean in, boolean out, boolean err, int columns, int rows) {
    public static final Terminal NONE = new Terminal(false, false, false, 0, 0);
  }

  /**
   * How it ended.
   *
   * @param exec present when the client is to replace itself by a child; {@code code} is then 0
   */
  record Finish(int code, Optional<Execution.Plan> exec) {
    public static Finish exit(int code) {
      return new Finish(code, Optional.empty());
    }
  }
}
