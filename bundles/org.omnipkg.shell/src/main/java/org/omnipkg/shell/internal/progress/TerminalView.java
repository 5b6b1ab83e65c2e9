package org.omnipkg.shell.internal.progress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Style;

/**
 * A region of a terminal that is drawn again and again, and gone in the end. Nothing is drawn
 * before the first {@link #redraw}, so quick work does not flicker.
 */
public final class TerminalView implements View {
  private static final String HIDE = "\u001b[?25l";
  private static final String SHOW = "\u001b[?25h";
  private final OutputStream terminal;
  private final Looks looks;
  private final BooleanSupplier gone;
  private final LongSupplier clock;
  private final List<Transfer> active = new ArrayList<>();
  private String step = "";
  private long stepStart;
  private int done;
  private long doneBytes;
  private int drawn;
  private long turn;
  private boolean hidden;
  private boolean closed;

  /**
   * What it may look like.
   *
   * @param columns width of the terminal; 80 when it does not tell
   * @param rows its height, 0 when it does not tell
   */
  public record Looks(Glyphs glyphs, int columns, int rows, boolean color, boolean verbose) {
    public Looks {
      columns = columns > 0 ? columns : 80;
    }
  }

  public TerminalView(
      OutputStream terminal, Looks looks, BooleanSupplier gone, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.looks = looks;
    this.gone = gone;
    this.clock = nanoClock;
    this.stepStart = nanoClock.getAsLong();
  }

  @Override
  public synchronized void step(String what) {
    if (!what.equals(step)) {
      step = Style.oneLine(what);
      stepStart = clock.getAsLong();
    }
  }

  @Override
  public synchronized void note(String line) {
    StringBuilder text = new StringBuilder();
    erase(text);
    text.append(paint(Style.harmless(line))).append("\n");
    if (!closed && hidden) {
      draw(text);
    }
    write(text);
  }

  @Override
  public void detail(String line) {
    if (looks.verbose()) {
      note(line);
    }
  }

  @Override
  public synchronized Task task(String label, long total) {
    Transfer transfer = new Transfer(Style.oneLine(label), total, clock.getAsLong());
    active.add(transfer);
    return new Task() {
      @Override
      public void advance(long bytes) {
        transfer.add(bytes);
      }

      @Override
      public void close() {
        finish(transfer);
      }
    };
  }

  private synchronized void finish(Transfer transfer) {
    if (active.remove(transfer)) {
      done++;
      doneBytes += transfer.bytes();
      if (looks.verbose()) {
        note(transfer.label() + " " + Amount.bytes(transfer.bytes()));
      }
    }
  }

  @Override
  public boolean cancelled() {
    return gone.getAsBoolean();
  }

  /** Draws the state of this moment; called about ten times a second. */
  public synchronized void redraw() {
    if (closed) {
      return;
    }
    if (cancelled()) {
      leave();
      return;
    }
    StringBuilder text = new StringBuilder();
    erase(text);
    draw(text);
    write(text);
    turn++;
  }

  private void draw(StringBuilder text) {
    if (!hidden) {
      text.append(HIDE);
      hidden = true;
    }
    long now = clock.getAsLong();
    Frame frame = new Frame(step, now - stepStart, List.copyOf(active), done, doneBytes, turn);
    // One column stays free: writing into the last one wraps on some terminals.
    List<String> lines =
        frame.lines(looks.glyphs(), Math.max(1, looks.columns() - 1), looks.rows(), now);
    text.append(paint(String.join("\n", lines)));
    drawn = lines.size();
  }

  private void erase(StringBuilder text) {
    if (drawn > 0) {
      text.append('\r');
      if (drawn > 1) {
        text.append("\u001b[").append(drawn - 1).append('A');
      }
      text.append("\u001b[J");
      drawn = 0;
    }
  }

  private String paint(String text) {
    return looks.color() ? text : Style.strip(text);
  }

  @Override
  public synchronized void close() {
    leave();
    closed = true;
  }

  private void leave() {
    StringBuilder text = new StringBuilder();
    erase(text);
    if (hidden) {
      text.append(SHOW);
      hidden = false;
    }
    write(text);
  }

  private void write(CharSequence text) {
    if (text.length() == 0) {
      return;
    }
    try {
      terminal.write(text.toString().getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException unread) {
      closed = true;
    }
  }
}
