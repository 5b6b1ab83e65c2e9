package org.omnipkg.shell.internal.progress;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;

/**
 * One picture of work under way, as lines that fit.
 *
 * @param done transfers finished, with {@code doneBytes} in all
 */
record Frame(
    String step, long stepNanos, List<Transfer> active, int done, long doneBytes, long turn) {
  private static final int SHOWN = 6;
  private static final int FIGURES = 30;
  private static final int BAR = 16;

  List<String> lines(Glyphs glyphs, int columns, int rows, long now) {
    int most = rows > 0 ? Math.max(1, Math.min(SHOWN + 2, rows - 1)) : SHOWN + 2;
    List<String> lines = new ArrayList<>();
    String spinner = glyphs.spinner().get((int) (turn % glyphs.spinner().size()));
    String words = step.isEmpty() ? "Working" : step;
    String time = stepNanos >= 2_000_000_000L ? " " + stepNanos / 1_000_000_000L + " s" : "";
    lines.add(
        Style.cyan(spinner)
            + " "
            + Width.clip(words, Math.max(1, columns - 2 - time.length()))
            + time);
    boolean summed = active.size() + done > 1;
    int room = Math.max(0, Math.min(SHOWN, most - 1 - (summed ? 1 : 0)));
    double rate = 0;
    for (int i = 0; i < active.size(); i++) {
      double one = active.get(i).rate(now);
      rate += Math.max(0, one);
      if (i < room) {
        lines.add(line(active.get(i), one, glyphs, columns));
      }
    }
    if (summed && lines.size() < most) {
      lines.add(Style.dim(Width.clip(total(rate), columns)));
    }
    return lines.stream().map(line -> fits(line, columns)).toList();
  }

  private static String fits(String line, int columns) {
    return Width.of(line) <= columns ? line : Width.clip(Style.strip(line), columns);
  }

  private static String line(Transfer transfer, double rate, Glyphs glyphs, int columns) {
    String figures = Width.padLeft(figures(transfer.bytes(), transfer.total(), rate), FIGURES);
    int room = columns - FIGURES - 3;
    int bar = transfer.total() > 0 && room > BAR + 18 ? BAR : 0;
    int label = room - (bar == 0 ? 0 : bar + 1);
    if (label < 8) {
      return Width.clip("  " + transfer.label() + " " + figures.strip(), columns);
    }
    String drawn =
        bar == 0
            ? ""
            : " "
                + Style.green(
                    glyphs.bar(bar, (double) transfer.bytes() / Math.max(1, transfer.total())));
    return "  " + Width.pad(Width.clip(transfer.label(), label), label) + drawn + " " + figures;
  }

  private static String figures(long bytes, long total, double rate) {
    String amount = Amount.bytes(bytes) + (total > 0 ? " of " + Amount.bytes(total) : "");
    return amount + (rate < 0 ? "" : ", " + Amount.bytes((long) rate) + "/s");
  }

  private String total(double rate) {
    long bytes = doneBytes;
    long whole = doneBytes;
    for (Transfer transfer : active) {
      bytes += transfer.bytes();
      whole = whole < 0 || transfer.total() < 0 ? -1 : whole + transfer.total();
    }
    return "  "
        + done
        + " done"
        + (active.isEmpty() ? "" : ", " + active.size() + " under way")
        + ": "
        + figures(bytes, whole, active.isEmpty() ? -1 : rate);
  }
}
