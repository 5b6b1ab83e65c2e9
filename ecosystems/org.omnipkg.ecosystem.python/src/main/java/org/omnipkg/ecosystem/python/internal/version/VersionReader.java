package org.omnipkg.ecosystem.python.internal.version;

import org.jspecify.annotations.Nullable;

/** Reads a version of PEP 440 by hand, in one walk, into its normalized form and its order key. */
final class VersionReader {
  private static final String[] PRE = {"alpha", "beta", "preview", "pre", "rc", "a", "b", "c"};
  private static final String[] PRE_NORMAL = {"a", "b", "rc", "rc", "rc", "a", "b", "rc"};
  private static final String[] POST = {"post", "rev", "r"};
  private static final String[] DEV = {"dev"};
  private static final int LONGEST = 4096;
  private static final int LONGEST_NUMBER = 200;

  private final String in;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder key = new StringBuilder().append(Rank.MODERN);
  private int at;
  private int numbers;

  private VersionReader(String in) {
    this.in = in;
  }

  static @Nullable PythonVersion read(String spelled) {
    String words = spelled.strip();
    return words.isEmpty() || words.length() > LONGEST ? null : new VersionReader(words).version();
  }

  private @Nullable PythonVersion version() {
    if (peek() == 'v') {
      at++;
    }
    if (!epoch()) {
      return null;
    }
    String release = release();
    int pre = phase(PRE);
    boolean isPre = pre >= 0;
    String preNumber = isPre ? counter() : "";
    int post = dashNumber() ? POST.length : phase(POST);
    boolean isPost = post >= 0;
    String postNumber = post == POST.length ? number() : isPost ? counter() : "";
    boolean isDev = phase(DEV) >= 0;
    String devNumber = isDev ? counter() : "";
    if (isPre) {
      String letter = PRE_NORMAL[pre];
      text.append(letter).append(shown(preNumber));
      code(key.append(letter.charAt(0)), preNumber);
    } else {
      key.append(isDev && !isPost ? Rank.DEV_ONLY : Rank.NO_PRE);
    }
    int phaseEnd = key.length();
    if (isPost) {
      text.append(".post").append(shown(postNumber));
      code(key.append(Rank.POST), postNumber);
    } else {
      key.append(Rank.NO_POST);
    }
    if (isDev) {
      text.append(".dev").append(shown(devNumber));
      code(key.append(Rank.DEV), devNumber);
    } else {
      key.append(Rank.NO_DEV);
    }
    int publicEnd = key.length();
    boolean isLocal = peek() == '+';
    if (isLocal && !local() || at != in.length() || key.length() > Short.MAX_VALUE) {
      return null;
    }
    String normal = in.contentEquals(text) ? in : text.toString();
    return new PythonVersion(
        normal,
        key.toString(),
        release,
        phaseEnd,
        publicEnd,
        isPre,
        isDev,
        isPost,
        isLocal,
        numbers > 1);
  }

  /** Whether a release begins behind it, or behind none. */
  private boolean epoch() {
    if (!digit(at)) {
      return false;
    }
    int start = at;
    String first = number();
    if (at == in.length() || in.charAt(at) != '!') {
      at = start;
      code(key, "");
      return true;
    }
    at++;
    if (!first.isEmpty()) {
      text.append(first).append('!');
    }
    code(key, first);
    return digit(at);
  }

  private String release() {
    StringBuilder coded = new StringBuilder(key.substring(1));
    int significant = coded.length();
    while (true) {
      String number = number();
      text.append(shown(number));
      code(coded, number);
      numbers++;
      if (!number.isEmpty()) {
        significant = coded.length();
      }
      if (peek() != '.' || !digit(at + 1)) {
        break;
      }
      text.append('.');
      at++;
    }
    key.setLength(1);
    key.append(coded, 0, significant).append(Rank.END);
    return coded.toString();
  }

  private boolean dashNumber() {
    if (peek() == '-' && digit(at + 1)) {
      at++;
      return true;
    }
    return false;
  }

  private int phase(String[] words) {
    int from = separator(at) ? at + 1 : at;
    for (int i = 0; i < words.length; i++) {
      if (in.regionMatches(true, from, words[i], 0, words[i].length())) {
        at = from + words[i].length();
        return i;
      }
    }
    return -1;
  }

  private String counter() {
    if (separator(at)) {
      at++;
    }
    return number();
  }

  private boolean local() {
    char sign = '+';
    key.append(Rank.LOCAL);
    do {
      at++;
      int start = at;
      boolean numeric = true;
      while (at < in.length() && (digit(at) || letter(in.charAt(at)))) {
        numeric &= digit(at);
        at++;
      }
      if (at == start) {
        return false;
      }
      text.append(sign);
      sign = '.';
      if (numeric) {
        at = start;
        String number = number();
        text.append(shown(number));
        code(key.append(Rank.LOCAL_NUMBER), number);
      } else {
        String word = in.substring(start, at).toLowerCase(java.util.Locale.ROOT);
        text.append(word);
        key.append(Rank.LOCAL_WORD).append(word).append(Rank.END);
      }
    } while (separator(at));
    return true;
  }

  /** The digits from here on without leading zeros; empty for zero and for none. */
  private String number() {
    while (at < in.length() && in.charAt(at) == '0') {
      at++;
    }
    int start = at;
    while (digit(at)) {
      at++;
    }
    if (at - start > LONGEST_NUMBER) {
      at = in.length() + 1;
      return "";
    }
    return in.substring(start, at);
  }

  private static void code(StringBuilder into, String number) {
    into.append((char) (PythonVersion.ZERO + number.length())).append(number);
  }

  private static String shown(String number) {
    return number.isEmpty() ? "0" : number;
  }

  private char peek() {
    return at < in.length() ? Character.toLowerCase(in.charAt(at)) : 0;
  }

  private boolean digit(int i) {
    return i < in.length() && in.charAt(i) >= '0' && in.charAt(i) <= '9';
  }

  private boolean separator(int i) {
    return i < in.length() && "-_.".indexOf(in.charAt(i)) >= 0;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
