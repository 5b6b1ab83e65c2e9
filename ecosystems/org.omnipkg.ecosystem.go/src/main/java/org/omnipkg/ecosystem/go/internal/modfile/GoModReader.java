package org.omnipkg.ecosystem.go.internal.modfile;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Replace;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Require;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Retract;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;

/**
 * Reads go.mod files. Verbs it does not know are passed over, as the language does in the files of
 * dependencies.
 */
public final class GoModReader {
  private final List<Require> requires = new ArrayList<>();
  private final List<Replace> replaces = new ArrayList<>();
  private final List<Version> excludes = new ArrayList<>();
  private final List<Retract> retracts = new ArrayList<>();
  private final List<String> above = new ArrayList<>();
  private String module = "";
  private String language = "";
  private String toolchain = "";
  private String deprecated = "";
  private List<String> blockReasons = List.of();

  private final List<String> uses = new ArrayList<>();

  private GoModReader() {}

  /** A line that cannot be read. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
    private final int line;

    Malformed(int line, String why) {
      super(why);
      this.line = line;
    }

    public int line() {
      return line;
    }
  }

  public static GoMod read(String text) throws Malformed {
    GoModReader reader = new GoModReader();
    reader.lines(text);
    return new GoMod(
        reader.module,
        reader.language,
        reader.toolchain,
        reader.deprecated,
        reader.requires,
        reader.replaces,
        reader.excludes,
        reader.retracts);
  }

  /** Folders of the modules that a go.work file makes its workspace of. */
  public static List<String> uses(String text) throws Malformed {
    GoModReader reader = new GoModReader();
    reader.lines(text);
    return List.copyOf(reader.uses);
  }

  private void lines(String text) throws Malformed {
    String block = "";
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      Words words = Words.of(line, number);
      List<String> said = words.words();
      if (said.isEmpty()) {
        if (words.comment().isEmpty()) {
          above.clear();
        } else {
          above.add(words.comment());
        }
        continue;
      }
      if (!block.isEmpty()) {
        if (said.equals(List.of(")"))) {
          block = "";
          blockReasons = List.of();
        } else {
          statement(block, said, words.comment(), number);
        }
      } else if (said.size() == 2 && said.get(1).equals("(")) {
        block = said.get(0);
        blockReasons = List.copyOf(above);
      } else if (said.size() != 3 || !said.get(1).equals("(") || !said.get(2).equals(")")) {
        statement(said.get(0), said.subList(1, said.size()), words.comment(), number);
      }
      above.clear();
    }
    if (!block.isEmpty()) {
      throw new Malformed(number, "the block `" + block + "` is not closed");
    }
  }

  private void statement(String verb, List<String> words, String comment, int line)
      throws Malformed {
    switch (verb) {
      case "module" -> {
        module = word(verb, words, line);
        deprecation(comment);
      }
      case "go" -> language = word(verb, words, line);
      case "toolchain" -> toolchain = word(verb, words, line);
      case "require" -> {
        Version required = version(verb, words, line);
        boolean indirect = comment.equals("indirect") || comment.startsWith("indirect;");
        requires.add(new Require(required, indirect, line));
      }
      case "exclude" -> excludes.add(version(verb, words, line));
      case "use" -> uses.add(word(verb, words, line));
      case "replace" -> replaces.add(replace(words, line));
      case "retract" -> retract(words, comment, line);
      default -> {}
    }
  }

  private static String word(String verb, List<String> words, int line) throws Malformed {
    if (words.size() != 1) {
      throw new Malformed(line, "`" + verb + "` takes one word");
    }
    return words.get(0);
  }

  private static Version version(String verb, List<String> words, int line) throws Malformed {
    if (words.size() != 2) {
      throw new Malformed(line, "`" + verb + "` takes a module path and a version");
    }
    return new Version(words.get(0), words.get(1));
  }

  private static Replace replace(List<String> words, int line) throws Malformed {
    int arrow = words.indexOf("=>");
    boolean left = arrow == 1 || arrow == 2;
    int right = words.size() - arrow - 1;
    if (!left || right != 1 && right != 2) {
      throw new Malformed(line, "`replace` takes a module, `=>` and what stands for it");
    }
    return new Replace(
        words.get(0),
        arrow == 2 ? words.get(1) : "",
        words.get(arrow + 1),
        right == 2 ? words.get(arrow + 2) : "",
        line);
  }

  private void retract(List<String> words, String comment, int line) throws Malformed {
    String all = String.join("", words);
    List<String> reasons = new ArrayList<>(above.isEmpty() ? blockReasons : above);
    if (!comment.isEmpty()) {
      reasons.add(comment);
    }
    String reason = reasons.isEmpty() ? "" : reasons.get(0);
    String[] ends =
        all.startsWith("[") && all.endsWith("]")
            ? all.substring(1, all.length() - 1).split(",", -1)
            : new String[] {all, all};
    if (ends.length != 2 || ends[0].isEmpty()) {
      throw new Malformed(line, "`retract` takes a version or two in brackets");
    }
    retracts.add(new Retract(ends[0], ends[1], reason));
  }

  private void deprecation(String comment) {
    List<String> lines = new ArrayList<>(above);
    if (!comment.isEmpty()) {
      lines.add(comment);
    }
    for (String line : lines) {
      if (line.startsWith("Deprecated:")) {
        deprecated = line.substring("Deprecated:".length()).strip();
        if (deprecated.isEmpty()) {
          deprecated = "deprecated";
        }
      }
    }
  }

  /** The words of a line, and its comment. */
  private record Words(List<String> words, String comment) {
    static Words of(String line, int number) throws Malformed {
      List<String> words = new ArrayList<>();
      int at = 0;
      while (at < line.length()) {
        char c = line.charAt(at);
        if (c == ' ' || c == '\t' || c == '\r') {
          at++;
        } else if (line.startsWith("//", at)) {
          return new Words(words, line.substring(at + 2).strip());
        } else if (c == '"' || c == '`') {
          int end = line.indexOf(c, at + 1);
          if (end < 0) {
            throw new Malformed(number, "a quotation is not closed");
          }
          words.add(line.substring(at + 1, end));
          at = end + 1;
        } else if (c == '(' || c == ')') {
          words.add(String.valueOf(c));
          at++;
        } else {
          int end = at;
          while (end < line.length()
              && " \t\r()\"`".indexOf(line.charAt(end)) < 0
              && !line.startsWith("//", end)) {
            end++;
          }
          words.add(line.substring(at, end));
          at = end;
        }
      }
      return new Words(words, "");
    }
  }
}
