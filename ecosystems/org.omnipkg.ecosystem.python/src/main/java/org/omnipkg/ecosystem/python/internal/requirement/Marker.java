package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Target;

/** An environment marker of PEP 508. Prints as its source text with double quotes. */
public sealed interface Marker extends Condition permits Marker.Fixed, Marker.Group, Comparison {
  Marker TRUE = new Fixed(true);
  Marker FALSE = new Fixed(false);

  /** Answers from the values of the marker names. */
  boolean evaluate(UnaryOperator<String> facts);

  /** What is left once the wanted extra is known; empty for none wanted. */
  Marker withExtra(String extra);

  /** The extras it names, normalized. */
  Set<String> extras();

  default boolean mentionsExtra() {
    return !extras().isEmpty();
  }

  @Override
  default boolean holds(Target target) {
    return target
        .runtime("python")
        .map(
            runtime ->
                evaluate(
                    name ->
                        name.equals("python_full_version") || name.equals("implementation_version")
                            ? released(runtime.fact(name))
                            : runtime.fact(name)))
        .orElse(false);
  }

  /** A development build calls itself {@code 3.13.0+}, which no version may be. */
  private static String released(String version) {
    return version.endsWith("+") ? version + "local" : version;
  }

  /** Known already. */
  record Fixed(boolean value) implements Marker {
    @Override
    public boolean evaluate(UnaryOperator<String> facts) {
      return value;
    }

    @Override
    public Marker withExtra(String extra) {
      return this;
    }

    @Override
    public Set<String> extras() {
      return Set.of();
    }

    @Override
    public String toString() {
      return value ? "" : "false";
    }
  }

  /** All of several, or any of several. */
  record Group(boolean all, List<Marker> parts) implements Marker {
    static Marker of(boolean all, List<Marker> parts) {
      List<Marker> open = parts.stream().filter(part -> !part.equals(all ? TRUE : FALSE)).toList();
      if (open.contains(all ? FALSE : TRUE)) {
        return all ? FALSE : TRUE;
      }
      return open.isEmpty()
          ? (all ? TRUE : FALSE)
          : open.size() == 1 ? open.get(0) : new Group(all, open);
    }

    @Override
    public boolean evaluate(UnaryOperator<String> facts) {
      Predicate<Marker> holds = part -> part.evaluate(facts);
      return all ? parts.stream().allMatch(holds) : parts.stream().anyMatch(holds);
    }

    @Override
    public Marker withExtra(String extra) {
      return mentionsExtra()
          ? of(all, parts.stream().map(part -> part.withExtra(extra)).toList())
          : this;
    }

    @Override
    public Set<String> extras() {
      return parts.stream().flatMap(part -> part.extras().stream()).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> all && part instanceof Group ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(all ? " and " : " or "));
    }
  }
}
