package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.ecosystem.ruby.internal.project.Token.Kind;

/** Cuts the part of Ruby that Gemfiles are mostly written in into pieces. */
final class Tokens {
  private static final String OPEN = "[({<";
  private static final String CLOSE = "])}>";

  private final String text;
  private final String file;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int composed;

  private Tokens(String text, String file) {
    this.text = text;
    this.file = file;
  }

  static List<Token> of(String text, String file) {
    Tokens tokens = new Tokens(text, file);
    while (tokens.at < text.length()) {
      tokens.next();
    }
    tokens.add(Kind.NEWLINE, "");
    tokens.add(Kind.END, "");
    return tokens.tokens;
  }

  private void add(Kind kind, String piece) {
    tokens.add(new Token(kind, piece, line));
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      newline();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      at++;
    } else if (c == '\\' && text.startsWith("\\\n", at)) {
      at += 2;
      line++;
    } else if (c == '#') {
      at = end(text.indexOf('\n', at));
    } else if (c == '"' || c == '\'') {
      int before = composed;
      String value = quoted(c);
      if (composed > before) {
        add(Kind.COMPOSED, value);
      } else if (at < text.length() && text.charAt(at) == ':' && !text.startsWith("::", at)) {
        at++;
        add(Kind.KEY, value);
      } else {
        add(Kind.STRING, value);
      }
    } else if (c == '%' && text.substring(at, Math.min(at + 2, text.length())).matches("%[wi]")) {
      words();
    } else if (c == ':' && at + 1 < text.length() && text.charAt(at + 1) != ':') {
      symbol();
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else {
      sign();
    }
  }

  /** A line goes on behind a comma. */
  private void newline() {
    boolean open = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(Kind.SIGN, ",");
    if (!open) {
      add(Kind.NEWLINE, "");
    }
    at++;
    line++;
  }

  private int end(int found) {
    return found < 0 ? text.length() : found;
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      char c = text.charAt(at);
      if (c == '#' && quote == '"' && text.startsWith("#{", at)) {
        composed++;
      }
      if (c == '\n') {
        throw Trouble.malformed(file, line, "a text that does not end");
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      value.append(c);
    }
    if (at >= text.length()) {
      throw Trouble.malformed(file, line, "a text that does not end");
    }
    at++;
    return value.toString();
  }

  private void words() {
    char open = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
    int kind = OPEN.indexOf(open);
    int close = text.indexOf(kind < 0 ? open : CLOSE.charAt(kind), at + 3);
    if (close < 0) {
      throw Trouble.malformed(file, line, "a list that does not end");
    }
    String inside = text.substring(at + 3, close);
    add(Kind.WORDS, inside.strip().replaceAll("\\s+", " "));
    line += (int) inside.chars().filter(c -> c == '\n').count();
    at = close + 1;
  }

  private void symbol() {
    at++;
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      int before = composed;
      String value = quoted(c);
      add(composed > before ? Kind.COMPOSED : Kind.SYMBOL, value);
      return;
    }
    add(Kind.SYMBOL, name());
  }

  private void word() {
    String name = name();
    boolean key = at < text.length() && text.charAt(at) == ':' && !text.startsWith("::", at);
    at += key ? 1 : 0;
    add(key ? Kind.KEY : Kind.WORD, name);
  }

  private String name() {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_?!".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(from, at);
  }

  private void sign() {
    String two = text.substring(at, Math.min(at + 2, text.length()));
    String sign = two.equals("=>") || two.equals("::") ? two : text.substring(at, at + 1);
    add(Kind.SIGN, sign);
    at += sign.length();
  }
}
