package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.shell.internal.verb.Plain;

/** A plain line and the parser say the same; what only looks plain is left to the parser. */
class PlainTest {
  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  /** Leads to the parser and changes nothing. */
  private static List<String> parsed(List<String> line) {
    List<String> all = new ArrayList<>(List.of("--color", "auto"));
    all.addAll(line);
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install rich==13.7.1",
        "install rich>=13 requests[socks] python@3.9",
        "install satisfied",
        "install",
        "-e work install rich --offline --dry-run",
        "install rich -q",
        "install rich -v --json",
        "list",
        "list --json -e work",
        "--env work list",
        "list -e nowhere",
        "list --env empty -q",
        "-e one -e two list",
        "info rich",
        "info nosuch",
        "info rich==13.7.1 --json",
        "swap numpy==1.26.4",
        "swap numpy 1.26.4 --dry-run",
        "swap python 3.9",
        "status",
        "status --json",
        "exec python -c pass",
        "exec nosuch --json -e work",
        "-e work exec python list --help",
        "exec -e work --dry-run python -V",
        "--json exec notes.txt"
      })
  void a_plain_line_is_what_the_parser_makes_of_it(String line) {
    assertTrue(Plain.of(words(line)).isPresent());
    World direct = new World();
    World general = new World();
    World.Ran plain = direct.run(words(line).toArray(String[]::new));
    World.Ran parsed = general.run(parsed(words(line)).toArray(String[]::new));
    assertEquals(parsed, plain);
    assertEquals(general.asked, direct.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "rich install",
        "install --pre rich",
        "install -r file",
        "install -- rich",
        "install list",
        "install -e",
        "install rich -e --json",
        "-ework install rich",
        "--env=work list",
        "-e list list",
        "list rich",
        "info",
        "info rich flask",
        "swap",
        "exec",
        "exec -- python",
        "exec --wait 5 python",
        "--no-daemon list",
        "list --help",
        "list --wait 5",
        "history"
      })
  void what_is_not_plain_is_left_to_the_parser(String line) {
    assertTrue(Plain.of(words(line)).isEmpty());
  }
}
