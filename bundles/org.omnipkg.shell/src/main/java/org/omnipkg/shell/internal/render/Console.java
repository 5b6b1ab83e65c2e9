package org.omnipkg.shell.internal.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Two streams of lines: stdout is data, stderr talks. A reader that has gone is no error. */
public final class Console {
  private final OutputStream out;
  private final OutputStream err;
  private final Tone tone;
  private final StringBuilder data = new StringBuilder();

  public Console(OutputStream out, OutputStream err, Tone tone) {
    this.out = out;
    this.err = err;
    this.tone = tone;
  }

  /**
   * How to speak.
   *
   * @param columns width to lay lines out for
   * @param room width of the terminal that shows stdout; 0 elsewhere, where lines stay whole
   * @param watched whether stderr is a terminal; elsewhere a message stays on one line, to be found
   */
  public record Tone(
      boolean colorOut,
      boolean colorErr,
      boolean quiet,
      boolean verbose,
      int columns,
      int room,
      boolean watched) {}

  public int columns() {
    return tone.columns();
  }

  /** How wide data may be; 0 where nothing limits it. */
  public int room() {
    return tone.room();
  }

  public boolean watched() {
    return tone.watched();
  }

  public boolean colorErr() {
    return tone.colorErr();
  }

  public boolean verbose() {
    return tone.verbose();
  }

  /** A line of what was asked for. */
  public void data(String line) {
    data.append(clean(line, tone.colorOut())).append('\n');
  }

  /** A line about what was done; silent with {@code -q}. */
  public void say(String line) {
    if (!tone.quiet()) {
      complain(line);
    }
  }

  /** A line that is heard even with {@code -q}. */
  public void complain(String line) {
    flush();
    write(err, clean(line, tone.colorErr()) + "\n");
  }

  public void flush() {
    if (data.length() > 0) {
      write(out, data.toString());
      data.setLength(0);
    }
  }

  private static String clean(String line, boolean color) {
    String harmless = Style.harmless(line);
    return color ? harmless : Style.strip(harmless);
  }

  private static void write(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException gone) {
      // Nobody reads any more; the work itself is told through Invocation.cancelled.
    }
  }
}
