package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;

/**
 * What a gem specification in a project needs, as far as its lines say it plainly. It is a program
 * and not run; a need that is put together is refused.
 */
final class GemspecNeeds {
  private static final Pattern CALL =
      Pattern.compile(
          "^\\s*\\w+\\.add_(development_|runtime_)?dependency[\\s(]\\s*(.*?)\\s*\\)?\\s*(#.*)?$");
  private static final Pattern PLAIN =
      Pattern.compile("(?:[\"']([^\"'#]*)[\"']|\\[([^\\]#]*)\\])\\s*(?:,\\s*|$)");

  private GemspecNeeds() {}

  static List<Gemfile.Gem> read(String text, String file, String developmentGroup) {
    List<Gemfile.Gem> gems = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        boolean development = "development_".equals(call.group(1));
        Set<String> groups = development ? Set.of(developmentGroup) : Set.of();
        gems.add(gem(values(call.group(2), file, number), groups, file, number));
      }
    }
    return gems;
  }

  private static List<String> values(String arguments, String file, int line) {
    List<String> values = new ArrayList<>();
    Matcher plain = PLAIN.matcher(arguments.strip());
    int at = 0;
    while (plain.find() && plain.start() == at) {
      if (plain.group(1) != null) {
        values.add(plain.group(1));
      } else {
        values.addAll(values(plain.group(2), file, line));
      }
      at = plain.end();
    }
    if (at != arguments.strip().length() || values.isEmpty()) {
      throw Trouble.beyond(file, line, "a need that is put together");
    }
    return values;
  }

  private static Gemfile.Gem gem(List<String> values, Set<String> groups, String file, int line) {
    String name = values.get(0);
    try {
      if (!Names.valid(name)) {
        throw new Malformed(name, "the name of a gem");
      }
      String range = String.join(", ", values.subList(1, values.size()));
      return new Gemfile.Gem(name, GemRequirement.of(range), groups, Set.of(), line);
    } catch (Malformed e) {
      throw Trouble.malformed(file, line, "`" + e.text() + "`");
    }
  }
}
