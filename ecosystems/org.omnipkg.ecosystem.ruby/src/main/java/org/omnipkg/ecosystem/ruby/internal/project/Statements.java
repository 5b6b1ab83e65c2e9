package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.project.Token.Kind;
import org.omnipkg.model.Refusal;

/** Reads calls with plain values, one after the other; anything else is refused. */
final class Statements {
  static final String END = "end";

  private static final List<String> KNOWN =
      List.of("source", "gem", "group", "platforms", "platform", "ruby", "gemspec");

  private final String file;
  private final List<Token> tokens;
  private int at;

  Statements(String text, String file) {
    this.file = file;
    this.tokens = Tokens.of(text, file);
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** The next call, or an {@code end}; null behind the last one. */
  @Nullable Statement next() {
    while (peek().kind() == Kind.NEWLINE) {
      at++;
    }
    Token first = peek();
    if (first.kind() == Kind.END) {
      return null;
    }
    if (first.kind() != Kind.WORD) {
      throw beyond(first);
    }
    at++;
    if (first.text().equals(END)) {
      line(first);
      return new Statement(END, List.of(), Map.of(), false, first.line());
    }
    if (first.text().equals("git_source")) {
      skip();
      return new Statement(first.text(), List.of(), Map.of(), false, first.line());
    }
    if (!KNOWN.contains(first.text())) {
      throw beyond(first);
    }
    return call(first);
  }

  private Refusal beyond(Token token) {
    String what =
        token.kind() == Kind.COMPOSED ? "a text that is put together" : "`" + token.text() + "`";
    return Trouble.beyond(file, token.line(), what);
  }

  /** Says how a gem may be taken from elsewhere; whoever does so is refused by itself. */
  private void skip() {
    while (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
      at++;
    }
  }

  private Statement call(Token name) {
    List<String> values = new ArrayList<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    boolean parentheses = take("(");
    while (startsValue()) {
      argument(values, options);
      if (!take(",")) {
        break;
      }
      newlines(parentheses);
    }
    newlines(parentheses);
    if (parentheses && !take(")")) {
      throw beyond(peek());
    }
    boolean block = peek().is(Kind.WORD, "do");
    at += block ? 1 : 0;
    line(name);
    return new Statement(name.text(), values, options, block, name.line());
  }

  private void newlines(boolean allowed) {
    while (allowed && peek().kind() == Kind.NEWLINE) {
      at++;
    }
  }

  private boolean take(String sign) {
    boolean here = peek().is(Kind.SIGN, sign);
    at += here ? 1 : 0;
    return here;
  }

  private void line(Token of) {
    if (peek().kind() != Kind.NEWLINE) {
      throw beyond(new Token(peek().kind(), peek().text(), of.line()));
    }
  }

  private boolean startsValue() {
    Token token = peek();
    return switch (token.kind()) {
      case STRING, SYMBOL, KEY, WORDS, COMPOSED -> true;
      case SIGN -> token.text().equals("[");
      case WORD -> literal(token);
      default -> false;
    };
  }

  private static boolean literal(Token token) {
    return List.of("true", "false", "nil").contains(token.text());
  }

  private void argument(List<String> values, Map<String, List<String>> options) {
    Token token = peek();
    if (token.kind() == Kind.KEY) {
      at++;
      options.put(token.text(), value());
      return;
    }
    List<String> value = value();
    if (take("=>")) {
      options.put(String.join(" ", value), value());
    } else {
      values.addAll(value);
    }
  }

  private List<String> value() {
    Token token = peek();
    at++;
    switch (token.kind()) {
      case STRING, SYMBOL -> {
        return List.of(token.text());
      }
      case WORDS -> {
        return token.text().isEmpty() ? List.of() : List.of(token.text().split(" "));
      }
      case WORD -> {
        if (literal(token)) {
          return List.of(token.text());
        }
      }
      case SIGN -> {
        if (token.text().equals("[")) {
          return list();
        }
      }
      default -> {}
    }
    throw beyond(token);
  }

  private List<String> list() {
    List<String> all = new ArrayList<>();
    newlines(true);
    while (!take("]")) {
      all.addAll(value());
      take(",");
      newlines(true);
    }
    return all;
  }
}
