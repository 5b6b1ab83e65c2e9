package org.omnipkg.shell.internal.gogo;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * A line as a POSIX shell would split it, with nothing expanded: Gogo's own grammar takes {@code
 * >=}, {@code <} and {@code [x]} for redirections and lists.
 */
final class Words {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private boolean special;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /**
   * A line read.
   *
   * @param special whether a pipe, a semicolon or a variable stands outside single quotes, so that
   *     only Gogo can run it
   */
  record Split(List<String> words, boolean special) {}

  /** Refuses a quote that is not closed with {@code usage.open-quote}. */
  static Split of(String line) {
    Words words = new Words(line);
    words.read();
    return new Split(List.copyOf(words.words), words.special);
  }

  private void read() {
    for (at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c)) {
        end();
      } else if (c == '#' && !started) {
        break;
      } else {
        started = true;
        take(c);
      }
    }
    end();
  }

  private void take(char c) {
    switch (c) {
      case '\'' -> quoted('\'');
      case '"' -> quoted('"');
      case '\\' -> {
        if (++at < line.length()) {
          word.append(line.charAt(at));
        }
      }
      default -> {
        special |= c == '|' || c == ';' || c == '$';
        word.append(c);
      }
    }
  }

  private void quoted(char quote) {
    for (at++; at < line.length() && line.charAt(at) != quote; at++) {
      char c = line.charAt(at);
      boolean escape = quote == '"' && c == '\\' && at + 1 < line.length();
      if (escape && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0) {
        c = line.charAt(++at);
      } else if (quote == '"') {
        special |= c == '$';
      }
      word.append(c);
    }
    if (at >= line.length()) {
      throw new Refusal(
          Diagnostic.user("usage.open-quote", "the quote `" + quote + "` is not closed", ""));
    }
  }

  private void end() {
    if (started) {
      words.add(word.toString());
      word.setLength(0);
      started = false;
    }
  }
}
