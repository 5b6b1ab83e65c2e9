package org.omnipkg.shell.internal.progress;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What bars and spinners are drawn with. */
public record Glyphs(String full, String empty, List<String> spinner) {
  static final Glyphs ASCII = new Glyphs("#", ".", List.of("|", "/", "-", "\\"));
  static final Glyphs UNICODE =
      new Glyphs("━", "─", List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"));

  /** By the client's locale, read as the C library reads it. */
  public static Glyphs of(Map<String, String> environment) {
    boolean unicode =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8"))
            .orElse(false);
    return unicode ? UNICODE : ASCII;
  }

  /** Whether more than ASCII can be shown. */
  public boolean unicode() {
    return equals(UNICODE);
  }

  String bar(int columns, double share) {
    int filled = (int) Math.floor(columns * Math.min(1, Math.max(0, share)));
    return full.repeat(filled) + empty.repeat(columns - filled);
  }
}
