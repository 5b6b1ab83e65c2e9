package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.charset.StandardCharsets;

/** The text of commands in a generation's {@code bin}. */
final class Scripts {
  /** The kernel reads 127 bytes of a first line on older systems, and splits it at blanks. */
  private static final int LONGEST_LINE = 127;

  private final String start;

  Scripts(String interpreter) {
    String line = "#!" + interpreter;
    boolean plain =
        line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LINE
            && interpreter.chars().noneMatch(Character::isWhitespace);
    this.start = plain ? line + "\n" : throughShell(interpreter);
  }

  String of(EntryPoint point) {
    String object = point.attribute();
    int dot = object.indexOf('.');
    return start
        + "import sys\n"
        + ("from " + point.module() + " import ")
        + ((dot < 0 ? object : object.substring(0, dot)) + "\n")
        + "if __name__ == '__main__':\n"
        + "    if sys.argv[0].endswith('.exe'):\n"
        + "        sys.argv[0] = sys.argv[0][:-4]\n"
        + ("    sys.exit(" + object + "())\n");
  }

  String of(String textAfterFirstLine) {
    return start + textAfterFirstLine;
  }

  /** Runs as sh, which reads one exec; Python reads the same lines as an unused string. */
  private static String throughShell(String interpreter) {
    String quoted = interpreter.replaceAll("([\\\\\"$`])", "\\\\$1");
    return "#!/bin/sh\n'''exec' \"" + quoted + "\" \"$0\" \"$@\"\n' '''\n";
  }
}
