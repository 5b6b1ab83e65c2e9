package org.omnipkg.launcher;

import java.util.List;
import java.util.Map;

/**
 * The command line as far as a client must know it.
 *
 * @param direct {@code --no-daemon} stands before the command of {@code exec} or {@code run}
 * @param control {@code daemon stop|status|logs}, or help about {@code daemon}: nothing is started
 *     for that
 * @param version {@code --version} and nothing else but perhaps {@code --json}: nobody is asked
 */
record Words(boolean direct, boolean control, boolean version, boolean json) {
  static Words of(List<String> argv, Map<String, String> environment) {
    String unwanted = environment.getOrDefault("OMNIPKG_NO_DAEMON", "");
    boolean direct = !unwanted.isEmpty() && !unwanted.equals("0");
    boolean start = false;
    boolean help = false;
    String verb = "";
    for (int i = 0; i < argv.size(); i++) {
      String word = argv.get(i);
      if (word.equals("--")) {
        break;
      }
      if (word.equals("--no-daemon")) {
        direct = true;
      } else if (word.equals("-e") || word.equals("--env")) {
        i++;
      } else if (!word.startsWith("-")) {
        if (verb.equals("exec") || verb.equals("run")) {
          break;
        }
        start |= !verb.isEmpty() && word.equals("start");
        verb = verb.isEmpty() ? word : verb;
      } else {
        help |= word.equals("--help") || word.equals("-h");
      }
    }
    boolean control = verb.equals("daemon") && (help || !start);
    boolean json = argv.contains("--json");
    boolean version =
        (argv.contains("--version") || argv.contains("-V")) && argv.size() == (json ? 2 : 1);
    return new Words(direct, control, version, json);
  }
}
