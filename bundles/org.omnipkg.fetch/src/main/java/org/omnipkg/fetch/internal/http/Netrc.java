package org.omnipkg.fetch.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's {@code netrc}: credentials by host; macros are skipped. */
final class Netrc {
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

  /** One login; an empty host stands for any. */
  record Login(String host, String user, String password) {
    @Override
    public String toString() {
      return "login";
    }
  }

  private final List<Login> logins;

  private Netrc(List<Login> logins) {
    this.logins = logins;
  }

  static Netrc parse(String text) {
    List<String> words = words(text);
    List<Login> logins = new ArrayList<>();
    for (int i = 0; i < words.size(); ) {
      String word = words.get(i++);
      if (!word.equals("machine") && !word.equals("default")) {
        continue;
      }
      String host = "";
      if (word.equals("machine") && i < words.size()) {
        host = words.get(i++).toLowerCase(Locale.ROOT);
      }
      String user = "";
      String password = "";
      for (; i + 1 < words.size() && isField(words.get(i)); i += 2) {
        switch (words.get(i)) {
          case "login" -> user = words.get(i + 1);
          case "password" -> password = words.get(i + 1);
          default -> {}
        }
      }
      logins.add(new Login(host, user, password));
    }
    return new Netrc(List.copyOf(logins));
  }

  Optional<Login> of(String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    return logins.stream()
        .filter(login -> login.host().equals(wanted))
        .findFirst()
        .or(() -> logins.stream().filter(login -> login.host().isEmpty()).findFirst());
  }

  private static boolean isField(String word) {
    return word.equals("login") || word.equals("password") || word.equals("account");
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    boolean macro = false;
    for (String line : text.split("\\R", -1)) {
      macro = macro ? !line.isBlank() : line.stripLeading().startsWith("macdef");
      if (macro || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = WORD.matcher(line);
      while (matcher.find()) {
        String quoted = matcher.group(1);
        words.add(quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
      }
    }
    return words;
  }
}
