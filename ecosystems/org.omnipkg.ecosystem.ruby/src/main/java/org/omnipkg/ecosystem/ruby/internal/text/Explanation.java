package org.omnipkg.ecosystem.ruby.internal.text;

import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Turns what cannot be read into what people are told; user parts of addresses are hidden. */
public final class Explanation {
  private static final Pattern USER = Pattern.compile("://[^/\\s@]*@");

  private Explanation() {}

  public static Refusal of(Malformed malformed) {
    return new Refusal(
        Diagnostic.user(
            "requirement.malformed",
            "cannot read `" + hidden(malformed.text()) + "`: expected " + malformed.expected(),
            "write a name and versions, e.g. `rails`, `rails==6.1.7` or `'rails>=6,<7'`"),
        malformed);
  }

  /** The text with the user part of each address hidden. */
  public static String hidden(String text) {
    return USER.matcher(text).replaceAll("://***@");
  }
}
