package org.omnipkg.ecosystem.python.internal.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.python.internal.text.Cursor;

/** Comparisons that must all hold; none admits everything. */
public final class SpecifierSet {
  public static final SpecifierSet ANY = new SpecifierSet(List.of());

  private final Specifier[] specifiers;

  private SpecifierSet(List<Specifier> specifiers) {
    this.specifiers = specifiers.toArray(Specifier[]::new);
  }

  /**
   * Reads a whole text.
   *
   * @throws org.omnipkg.ecosystem.python.internal.text.Malformed where it cannot be read
   */
  public static SpecifierSet of(String text, boolean tolerant) {
    Cursor in = new Cursor(text);
    SpecifierSet set = in.blanks().done() ? ANY : read(in, tolerant);
    if (!in.blanks().done()) {
      throw in.expected("`,` and a further comparison, or the end");
    }
    return set;
  }

  /** Reads comparisons from here on as far as they go. */
  public static SpecifierSet read(Cursor in, boolean tolerant) {
    List<Specifier> specifiers = new ArrayList<>();
    while (true) {
      Optional<Operator> operator = Operator.take(in.blanks());
      if (operator.isEmpty()) {
        if (specifiers.isEmpty() || !trailing(in)) {
          throw in.expected("a comparison, such as `>=1.0`");
        }
        break;
      }
      specifiers.add(Specifier.read(operator.get(), in, tolerant));
      in.blanks();
      boolean comma = in.take(",");
      if (!comma && !(tolerant && "<>=!~".indexOf(in.peek()) >= 0 && !in.done())) {
        break;
      }
    }
    return new SpecifierSet(specifiers);
  }

  private static boolean trailing(Cursor in) {
    return in.done() || in.peek() == ')' || in.peek() == ';';
  }

  public boolean admits(PythonVersion version) {
    for (Specifier specifier : specifiers) {
      if (!specifier.admits(version)) {
        return false;
      }
    }
    return true;
  }

  public boolean isEmpty() {
    return specifiers.length == 0;
  }

  /** Whether it names one version. */
  public boolean pins() {
    for (Specifier specifier : specifiers) {
      if (specifier.pins()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a comparison names a pre-release and so welcomes them. */
  public boolean namesPrerelease() {
    for (Specifier specifier : specifiers) {
      if (specifier.namesPrerelease()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return List.of(specifiers).stream().map(Specifier::toString).collect(Collectors.joining(","));
  }
}
