package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.List;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.model.Diagnostic;

/** Says what is wrong with a requirement, where, and how it is usually meant. */
public final class Explanation {
  private Explanation() {}

  /** The words, a caret under the place and what was expected there. */
  public static Diagnostic of(Malformed wrong) {
    String text = Secrets.hidden(wrong.text());
    int at = text.equals(wrong.text()) ? Math.min(wrong.at(), text.length()) : 0;
    return Diagnostic.user(
            "requirement.malformed", "cannot read the requirement `" + text + "`", hint(wrong))
        .with(List.of(text, " ".repeat(at) + "^ expected " + wrong.expected()));
  }

  private static String hint(Malformed wrong) {
    if (!wrong.hint().isEmpty()) {
      return wrong.hint();
    }
    String text = wrong.text();
    int end = 0;
    while (end < text.length() && Names.inside(text.charAt(end))) {
      end++;
    }
    String name = text.substring(0, end);
    String rest = text.substring(end).strip();
    if (!Names.valid(name) || rest.isEmpty()) {
      return "";
    }
    String version = rest.replaceFirst("^[=<>~^@!]+\\s*", "");
    String sign = rest.substring(0, rest.length() - version.length()).strip();
    boolean known = PythonVersion.strict(version).isPresent();
    if (version.isEmpty()) {
      return sign.startsWith("<") || sign.startsWith(">")
          ? "a shell takes `>` and `<` for itself: quote the whole, `'" + name + ">=1.0'`"
          : "write `" + name + "==1.0`, or the name alone";
    }
    if (!known) {
      return "";
    }
    return switch (sign) {
      case "=", "", "@" -> "write `" + name + "==" + version + "`";
      case "=>" -> "write `" + name + ">=" + version + "`";
      case "=<" -> "write `" + name + "<=" + version + "`";
      case "^", "~", "~>" -> compatible(name, version);
      default -> "";
    };
  }

  private static String compatible(String name, String version) {
    return "write `" + name + "~=" + (version.indexOf('.') < 0 ? version + ".0" : version) + "`";
  }
}
