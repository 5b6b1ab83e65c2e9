package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.python.internal.text.Cursor;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.Operator;

/** Reads a marker by hand. */
final class MarkerReader {
  private static final Set<String> NAMES =
      Set.of(
          "os_name",
          "sys_platform",
          "platform_machine",
          "platform_python_implementation",
          "platform_release",
          "platform_system",
          "platform_version",
          "python_version",
          "python_full_version",
          "implementation_name",
          "implementation_version",
          "extra");
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "os.name", "os_name",
          "sys.platform", "sys_platform",
          "platform.version", "platform_version",
          "platform.machine", "platform_machine",
          "platform.python_implementation", "platform_python_implementation",
          "python_implementation", "platform_python_implementation");

  private final Cursor in;

  MarkerReader(Cursor in) {
    this.in = in;
  }

  /** Reads alternatives as far as they go. */
  Marker read() {
    List<Marker> parts = new ArrayList<>();
    do {
      parts.add(all());
    } while (in.blanks().takeWord("or"));
    return Marker.Group.of(false, parts);
  }

  private Marker all() {
    List<Marker> parts = new ArrayList<>();
    do {
      parts.add(one());
    } while (in.blanks().takeWord("and"));
    return Marker.Group.of(true, parts);
  }

  private Marker one() {
    if (in.blanks().take("(")) {
      Marker inner = read();
      if (!in.blanks().take(")")) {
        throw in.expected("`and`, `or` or `)`");
      }
      return inner;
    }
    Comparison.Operand left = operand();
    String operator = operator();
    int place = in.blanks().at();
    Comparison.Operand right = operand();
    if (!left.name() && !right.name()) {
      in.moveTo(place);
      throw in.expected("a marker name, such as `python_version`");
    }
    return new Comparison(left, operator, right);
  }

  private Comparison.Operand operand() {
    char quote = in.blanks().peek();
    int start = in.at();
    if (quote == '"' || quote == '\'') {
      in.moveTo(start + 1);
      String text = in.run(c -> c != quote);
      if (in.done()) {
        throw in.expected("a closing `" + quote + "`");
      }
      in.moveTo(in.at() + 1);
      return new Comparison.Operand(false, text);
    }
    String word = in.run(Names::inside);
    String name = OLD_NAMES.getOrDefault(word, word);
    if (!NAMES.contains(name)) {
      in.moveTo(start);
      throw in.expected("a marker name, such as `python_version`, or a quoted text");
    }
    return new Comparison.Operand(true, name);
  }

  private String operator() {
    Optional<Operator> operator = Operator.take(in.blanks());
    if (operator.isPresent()) {
      return operator.get().toString();
    }
    if (in.takeWord("in")) {
      return "in";
    }
    int start = in.at();
    if (in.takeWord("not") && in.blanks().takeWord("in")) {
      return "not in";
    }
    in.moveTo(start);
    throw in.expected("a comparison: `==`, `!=`, `<`, `>`, `in` or `not in`");
  }
}
