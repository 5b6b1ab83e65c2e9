package org.omnipkg.ecosystem.python.internal.text;

/** A text that does not follow its grammar. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String text;
  private final int at;
  private final String expected;
  private final String hint;

  public Malformed(String text, int at, String expected, String hint) {
    super("expected " + expected + " at " + at + " of " + text, null, false, false);
    this.text = text;
    this.at = at;
    this.expected = expected;
    this.hint = hint;
  }

  public String text() {
    return text;
  }

  public int at() {
    return at;
  }

  public String expected() {
    return expected;
  }

  public String hint() {
    return hint;
  }

  public Malformed hinting(String better) {
    return hint.isEmpty() ? new Malformed(text, at, expected, better) : this;
  }
}
