package org.omnipkg.ecosystem.python.internal.version;

import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.text.Cursor;

/** The comparisons of PEP 440, longest spelling first. */
public enum Operator {
  ARBITRARY("==="),
  EQUAL("=="),
  COMPATIBLE("~="),
  NOT_EQUAL("!="),
  AT_MOST("<="),
  AT_LEAST(">="),
  BELOW("<"),
  ABOVE(">");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public static Optional<Operator> take(Cursor in) {
    for (Operator operator : values()) {
      if (in.take(operator.sign)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return sign;
  }
}
