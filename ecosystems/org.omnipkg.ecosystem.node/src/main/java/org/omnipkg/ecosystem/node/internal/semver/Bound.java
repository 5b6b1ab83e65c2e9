package org.omnipkg.ecosystem.node.internal.semver;

/** One comparison; a range is several of them at once. */
record Bound(Operator operator, Version version) {
  /** The comparisons there are. */
  enum Operator {
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST,
    EQUAL
  }

  boolean admits(Version other) {
    int order = other.compareTo(version);
    return switch (operator) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case AT_LEAST -> order >= 0;
      case EQUAL -> order == 0;
    };
  }

  @Override
  public String toString() {
    return switch (operator) {
          case LESS -> "<";
          case AT_MOST -> "<=";
          case MORE -> ">";
          case AT_LEAST -> ">=";
          case EQUAL -> "";
        }
        + version;
  }
}
