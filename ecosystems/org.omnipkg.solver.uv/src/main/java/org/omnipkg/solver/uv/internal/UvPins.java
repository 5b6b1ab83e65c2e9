package org.omnipkg.solver.uv.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.solver.support.Said;

/** Reads the requirements file that {@code uv pip compile} writes. */
final class UvPins {
  private static final Pattern PIN =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^]]*])?(?:==([^\\s;\\\\]+)| @ \\S+).*");

  private UvPins() {}

  static List<Said.Pinned> read(String text) {
    List<Said.Pinned> pins = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher pin = PIN.matcher(line);
      if (!line.startsWith("#") && pin.matches()) {
        pins.add(new Said.Pinned(pin.group(1), pin.group(2) == null ? "" : pin.group(2)));
      } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("-")) {
        throw new IllegalStateException("not a pin: " + line);
      }
    }
    return pins;
  }
}
