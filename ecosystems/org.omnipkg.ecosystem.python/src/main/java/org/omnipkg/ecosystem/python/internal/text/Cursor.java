package org.omnipkg.ecosystem.python.internal.text;

import java.util.function.IntPredicate;

/** A place in a text that moves forward. */
public final class Cursor {
  private final String text;
  private int at;

  public Cursor(String text) {
    this.text = text;
  }

  public int at() {
    return at;
  }

  public void moveTo(int place) {
    at = place;
  }

  /** The character here, or 0 at the end. */
  public char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  public boolean done() {
    return at >= text.length();
  }

  public Cursor blanks() {
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '\u00a0')) {
      at++;
    }
    return this;
  }

  /** Steps over the token when it stands here. */
  public boolean take(String token) {
    boolean here = text.startsWith(token, at);
    at += here ? token.length() : 0;
    return here;
  }

  /** Steps over a whole word when it stands here. */
  public boolean takeWord(String word) {
    int end = at + word.length();
    boolean here =
        text.startsWith(word, at)
            && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    at += here ? word.length() : 0;
    return here;
  }

  /** The characters from here on that are wanted. */
  public String run(IntPredicate wanted) {
    int start = at;
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  public String from(int start) {
    return text.substring(start, at);
  }

  public String rest() {
    return text.substring(at);
  }

  public Malformed expected(String what) {
    boolean strange = at < text.length() && text.charAt(at) > '~';
    String found = strange ? String.format(", and found U+%04X", text.codePointAt(at)) : "";
    return new Malformed(text, at, what + found, "");
  }
}
