package org.omnipkg.launcher;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.omnipkg.daemon.protocol.Text;

/**
 * Starts a command whose words or variables are not text: Java cannot hand such bytes over, a shell
 * that makes them from a script in ASCII can.
 */
final class OddBytes {
  private OddBytes() {}

  /** Whether {@code text} stands for bytes that are no UTF-8. */
  static boolean in(String text) {
    return text.chars().anyMatch(c -> c >= 0xDC80 && c <= 0xDCFF)
        && !Arrays.equals(Text.encode(text), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same command, started by a shell. */
  static List<String> command(List<String> words, Map<String, String> oddVariables) {
    StringBuilder script = new StringBuilder("set --\n");
    if (!oddVariables.isEmpty()) {
      // `env` would take a command with `=` in its name for a variable; a shell after it does not.
      List<String> prefix = new ArrayList<>(List.of("/usr/bin/env"));
      oddVariables.forEach((name, value) -> prefix.add(name + "=" + value));
      prefix.addAll(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
      prefix.forEach(word -> add(script, word));
    }
    words.forEach(word -> add(script, word));
    return List.of("/bin/sh", "-c", script + "exec \"$@\"\n");
  }

  private static void add(StringBuilder script, String word) {
    script.append("w=$(printf %b '");
    for (byte b : Text.encode(word)) {
      script.append(String.format("\\0%03o", b & 0xFF));
    }
    // The full stop keeps line ends at the end.
    script.append(".')\nset -- \"$@\" \"${w%.}\"\n");
  }
}
