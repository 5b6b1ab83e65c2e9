package org.omnipkg.shell.internal.gogo;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.api.Commands;

/**
 * Where the lines of a shell come from; kept in its Gogo session.
 *
 * @param options global options of the shell itself, said again for each line
 */
record Place(Commands.Invocation invocation, List<String> options) {
  static final String VARIABLE = ".omnipkg.place";

  /** Session variable: the exit code of the last of our verbs that Gogo ran. */
  static final String CODE = ".omnipkg.code";

  List<String> argv(List<String> words) {
    List<String> argv = new ArrayList<>(options);
    argv.addAll(words);
    return argv;
  }
}
