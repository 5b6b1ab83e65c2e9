package org.omnipkg.ecosystem.node.internal.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One pattern without braces, part by part. Letters match in either case, and names that begin with
 * a dot are names like others.
 */
final class Glob {
  private static final String ANY_DEPTH = "**";
  private static final Pattern PLAIN = Pattern.compile("[^?*+@!\\[\\]\\\\(){}|]*");

  private final List<Part> parts;
  private final boolean folderOnly;
  private final Effort effort;

  /** What a name is to be. */
  private interface Part {
    boolean is(String name);
  }

  /** Any number of names. */
  private static final Part DEEP = name -> true;

  private Glob(List<Part> parts, boolean folderOnly, Effort effort) {
    this.effort = effort;
    this.parts = parts;
    this.folderOnly = folderOnly;
  }

  static Glob of(String pattern, Effort effort) {
    List<String> words = new ArrayList<>();
    for (String word : pattern.split("/+", -1)) {
      String last = words.isEmpty() ? "" : words.get(words.size() - 1);
      if (word.equals("..") && !last.isEmpty() && !last.matches("\\.\\.?|\\*\\*")) {
        words.remove(words.size() - 1);
      } else if (!word.equals(ANY_DEPTH) || !last.equals(ANY_DEPTH)) {
        words.add(word);
      }
    }
    return new Glob(
        words.stream().map(word -> word.equals(ANY_DEPTH) ? DEEP : part(word, effort)).toList(),
        words.get(words.size() - 1).isEmpty(),
        effort);
  }

  /** Whether it names no folder that what it means is to lie in. */
  boolean isName() {
    return parts.size() <= (folderOnly ? 2 : 1);
  }

  /**
   * Whether it matches.
   *
   * @param beginning whether it is enough that something below the path might
   */
  boolean matches(String[] names, boolean beginning) {
    if (parts.size() == 1) {
      for (int i = names.length - 1; i >= 0; i--) {
        if (!names[i].isEmpty()) {
          return matches(new String[] {names[i]}, 0, 0, beginning);
        }
      }
    }
    return matches(names, 0, 0, beginning);
  }

  private boolean matches(String[] names, int from, int with, boolean beginning) {
    effort.spend();
    int name = from;
    int part = with;
    for (; name < names.length && part < parts.size(); name++, part++) {
      Part wanted = parts.get(part);
      if (wanted == DEEP) {
        return deep(names, name, part + 1, beginning);
      }
      if (!wanted.is(names[name])) {
        return false;
      }
    }
    if (name == names.length) {
      return part == parts.size() || beginning;
    }
    return name == names.length - 1 && names[name].isEmpty();
  }

  private boolean deep(String[] names, int from, int next, boolean beginning) {
    if (next == parts.size()) {
      return true;
    }
    for (int name = from; name < names.length; name++) {
      if (matches(names, name, next, beginning)) {
        return true;
      }
    }
    return beginning;
  }

  private static Part part(String word, Effort effort) {
    if (PLAIN.matcher(word).matches()) {
      return word::equalsIgnoreCase;
    }
    int star = word.indexOf('*');
    if (star >= 0 && PLAIN.matcher(word.substring(0, star) + word.substring(star + 1)).matches()) {
      return starred(word.substring(0, star), word.substring(star + 1));
    }
    Pattern pattern = pattern(word);
    return name -> pattern.matcher(effort.watched(name)).matches();
  }

  private static Part starred(String front, String end) {
    int least = front.length() + end.length();
    return name ->
        name.length() >= least
            && name.regionMatches(true, 0, front, 0, front.length())
            && name.regionMatches(true, name.length() - end.length(), end, 0, end.length())
            && !(front.isEmpty() && (name.isEmpty() || name.equals(".") || name.equals("..")));
  }

  private static Pattern pattern(String word) {
    StringBuilder regex = new StringBuilder();
    if (word.startsWith("*") || word.startsWith("?")) {
      regex.append("(?!\\.{1,2}$)(?=.)");
    }
    translate(word, regex, "");
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    try {
      return Pattern.compile(regex.toString(), flags);
    } catch (PatternSyntaxException unreadable) {
      return Pattern.compile(Pattern.quote(word), flags);
    }
  }

  /**
   * The regular expression of a piece of a part.
   *
   * @param after that of what follows the piece
   */
  private static void translate(String word, StringBuilder into, String after) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int group =
          "?*+@!".indexOf(c) >= 0 && i + 1 < word.length() && word.charAt(i + 1) == '('
              ? closing(word, i + 1)
              : -1;
      if (group > 0) {
        StringBuilder rest = new StringBuilder();
        translate(word.substring(group + 1), rest, after);
        into.append(alternatives(c, word.substring(i + 2, group), rest + after)).append(rest);
        return;
      }
      int bracket = c == '[' ? bracket(word, i) : -1;
      if (bracket > 0) {
        into.append(choice(word.substring(i + 1, bracket)));
        i = bracket;
      } else if (c == '*') {
        into.append("[^/]*?");
      } else if (c == '?') {
        into.append("[^/]");
      } else if (c == '\\' && i + 1 < word.length()) {
        into.append(Pattern.quote(word.substring(++i, i + 1)));
      } else {
        into.append(Pattern.quote(String.valueOf(c)));
      }
    }
  }

  private static String alternatives(char kind, String inner, String rest) {
    List<String> each = new ArrayList<>();
    for (String one : inner.split("\\|", -1)) {
      StringBuilder regex = new StringBuilder();
      translate(one, regex, "");
      each.add(regex.toString());
    }
    String any = "(?:" + String.join("|", each) + ")";
    return switch (kind) {
      case '!' -> "(?:(?!" + any + rest + "$)[^/]*?)";
      case '@' -> any;
      default -> any + kind;
    };
  }

  private static String choice(String inner) {
    boolean not = inner.startsWith("!") || inner.startsWith("^");
    String body =
        (not ? inner.substring(1) : inner)
            .replace("[:alpha:]", "\\p{L}")
            .replace("[:digit:]", "\\d")
            .replace("[:alnum:]", "\\p{L}\\d")
            .replaceAll("(?<!\\\\)([\\[&])", "\\\\$1");
    return (not ? "[^/" : "[") + body + "]";
  }

  private static int bracket(String word, int from) {
    int first = from + 1;
    if (first < word.length() && (word.charAt(first) == '!' || word.charAt(first) == '^')) {
      first++;
    }
    for (int i = first; i < word.length(); i++) {
      if (word.charAt(i) == '\\') {
        i++;
      } else if (word.startsWith("[:", i) && word.indexOf(":]", i) > 0) {
        i = word.indexOf(":]", i) + 1;
      } else if (word.charAt(i) == ']' && i > first) {
        return i;
      }
    }
    return -1;
  }

  private static int closing(String word, int from) {
    int depth = 0;
    for (int i = from; i < word.length(); i++) {
      if (word.charAt(i) == '\\') {
        i++;
      } else if (word.charAt(i) == '(') {
        depth++;
      } else if (word.charAt(i) == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
