package org.omnipkg.ecosystem.ruby.internal.project;

/**
 * A piece of a Gemfile.
 *
 * @param text without quotes or colons
 */
record Token(Kind kind, String text, int line) {
  enum Kind {
    STRING,
    SYMBOL,
    WORD,
    /** {@code name:} before a value. */
    KEY,
    SIGN,
    /** A text with values put into it; what it comes to only running tells. */
    COMPOSED,
    /** A list of words, {@code %w[a b]}, blanks between them. */
    WORDS,
    NEWLINE,
    END
  }

  boolean is(Kind wanted, String spelled) {
    return kind == wanted && text.equals(spelled);
  }
}
