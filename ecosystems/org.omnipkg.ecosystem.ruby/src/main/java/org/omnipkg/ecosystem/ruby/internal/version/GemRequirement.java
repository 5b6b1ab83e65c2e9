package org.omnipkg.ecosystem.ruby.internal.version;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;

/** Conditions on a version that must all hold; none at all is {@code >= 0}. */
public record GemRequirement(List<Clause> clauses) {
  public static final GemRequirement ANY = new GemRequirement(List.of());

  private static final GemVersion ZERO = GemVersion.of("0");

  /** The comparisons RubyGems knows; two spellings of equality. */
  enum Operator {
    PESSIMISTIC("~>"),
    AT_LEAST(">="),
    AT_MOST("<="),
    NOT("!="),
    SAME("=="),
    EQUAL("="),
    ABOVE(">"),
    BELOW("<");

    final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  /** One comparison with a version. */
  record Clause(Operator operator, GemVersion version, GemVersion ceiling) {
    static Clause of(Operator operator, GemVersion version) {
      boolean bounded = operator == Operator.PESSIMISTIC;
      Operator plain = operator == Operator.SAME ? Operator.EQUAL : operator;
      return new Clause(plain, version, bounded ? version.bump() : version);
    }

    boolean admits(GemVersion candidate) {
      int order = candidate.compareTo(version);
      return switch (operator) {
        case EQUAL, SAME -> order == 0;
        case NOT -> order != 0;
        case ABOVE -> order > 0;
        case BELOW -> order < 0;
        case AT_LEAST -> order >= 0;
        case AT_MOST -> order <= 0;
        case PESSIMISTIC -> order >= 0 && candidate.release().compareTo(ceiling) < 0;
      };
    }

    @Override
    public String toString() {
      return operator.sign + " " + version;
    }
  }

  public GemRequirement {
    clauses = List.copyOf(clauses);
  }

  /** Reads conditions between commas (or {@code &}, as the compact index writes them). */
  public static GemRequirement of(String text) {
    if (text.isBlank()) {
      return ANY;
    }
    List<Clause> clauses = new ArrayList<>();
    for (String part : text.split("[,&]", -1)) {
      clauses.add(clause(part.strip(), text));
    }
    return new GemRequirement(clauses);
  }

  private static Clause clause(String part, String whole) {
    for (Operator operator : Operator.values()) {
      if (part.startsWith(operator.sign)) {
        return clause(operator, part.substring(operator.sign.length()), whole);
      }
    }
    return clause(Operator.EQUAL, part, whole);
  }

  private static Clause clause(Operator operator, String version, String whole) {
    if (!GemVersion.valid(version)) {
      throw new Malformed(whole, "a version after `" + operator.sign + "`, such as `1.2.3`");
    }
    return Clause.of(operator, GemVersion.of(version));
  }

  /** No condition stands for {@code >= 0}, which leaves out a {@code 0.a}. */
  public boolean admits(GemVersion version) {
    if (clauses.isEmpty()) {
      return version.compareTo(ZERO) >= 0;
    }
    for (Clause clause : clauses) {
      if (!clause.admits(version)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it names one version only. */
  public boolean exact() {
    return clauses.size() == 1 && clauses.get(0).operator() == Operator.EQUAL;
  }

  /** Whether it names a pre-release, and so welcomes them. */
  public boolean prerelease() {
    return clauses.stream().anyMatch(clause -> clause.version().prerelease());
  }

  /** As RubyGems writes it: {@code >= 6, < 7}. */
  @Override
  public String toString() {
    return clauses.stream().map(Clause::toString).collect(Collectors.joining(", "));
  }
}
