package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;

/**
 * One comparison of a marker. The names that hold versions compare as versions where the right side
 * is one; everything else compares as text, where order has no meaning.
 */
record Comparison(Operand left, String operator, Operand right) implements Marker {
  private static final Set<String> VERSIONS =
      Set.of("implementation_version", "platform_release", "python_full_version", "python_version");

  /** A marker name or a quoted text. */
  record Operand(boolean name, String text) {
    String value(UnaryOperator<String> facts) {
      return name ? facts.apply(text) : text;
    }

    @Override
    public String toString() {
      return name ? text : text.indexOf('"') < 0 ? '"' + text + '"' : "'" + text + "'";
    }
  }

  private String key() {
    return left.name ? left.text : right.text;
  }

  @Override
  public Set<String> extras() {
    return key().equals("extra")
        ? Set.of(Names.normalize(left.name ? right.text : left.text))
        : Set.of();
  }

  @Override
  public Marker withExtra(String extra) {
    return !mentionsExtra() ? this : evaluateExtra(extra) ? TRUE : FALSE;
  }

  @Override
  public boolean evaluate(UnaryOperator<String> facts) {
    String one = left.value(facts);
    String other = right.value(facts);
    if (VERSIONS.contains(key()) && !operator.endsWith("in")) {
      SpecifierSet range = range(operator + other);
      if (range != null) {
        return range.admits(PythonVersion.of(one)) && sensible(one);
      }
    }
    return switch (operator) {
      case "in" -> other.contains(one);
      case "not in" -> !other.contains(one);
      case "==", "===", "<=", ">=", "~=" -> one.equals(other);
      case "!=" -> !one.equals(other);
      default -> false;
    };
  }

  private boolean evaluateExtra(String extra) {
    String wanted = Names.normalize(extra);
    Operand known = new Operand(false, wanted);
    Operand one = left.name ? known : new Operand(false, Names.normalize(left.text));
    Operand other = right.name ? known : new Operand(false, Names.normalize(right.text));
    return new Comparison(one, operator, other).evaluate(name -> wanted);
  }

  private boolean sensible(String one) {
    return operator.equals("===") || !PythonVersion.of(one).legacy();
  }

  private static @Nullable SpecifierSet range(String words) {
    try {
      return SpecifierSet.of(words, false);
    } catch (Malformed e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return left + " " + operator + " " + right;
  }
}
