package org.omnipkg.ecosystem.ruby.internal.text;

/** A text that does not follow its grammar; the message says what was expected. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String text;

  public Malformed(String text, String expected) {
    super(expected, null, false, false);
    this.text = text;
  }

  public String text() {
    return text;
  }

  public String expected() {
    return String.valueOf(getMessage());
  }
}
