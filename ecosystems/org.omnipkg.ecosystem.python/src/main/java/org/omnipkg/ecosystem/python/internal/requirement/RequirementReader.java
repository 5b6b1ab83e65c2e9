package org.omnipkg.ecosystem.python.internal.requirement;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.text.Cursor;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;

/** Reads a requirement of PEP 508 by hand. */
public final class RequirementReader {
  private final String text;
  private final Cursor in;
  private final boolean tolerant;

  private RequirementReader(String text, boolean tolerant) {
    this.text = text;
    this.in = new Cursor(text);
    this.tolerant = tolerant;
  }

  /**
   * Reads what a person wrote.
   *
   * @throws org.omnipkg.ecosystem.python.internal.text.Malformed where it cannot be read
   */
  public static Requirement read(String text) {
    return new RequirementReader(text.strip(), false).requirement();
  }

  /** Reads what a package declares, with the habits of old metadata understood. */
  public static Requirement readDeclared(String text) {
    return new RequirementReader(text.strip(), true).requirement();
  }

  private Requirement requirement() {
    if (!tolerant && PlaceReader.isPlace(text)) {
      return new PlaceReader(text, in).requirement();
    }
    String spelled = in.run(Names::inside);
    if (spelled.isEmpty()) {
      throw in.expected("a package name");
    }
    if (!Names.valid(spelled)) {
      in.moveTo(
          Names.inside(spelled.charAt(0)) && "-_.".indexOf(spelled.charAt(0)) >= 0
              ? 0
              : spelled.length());
      throw in.expected("a letter or a digit");
    }
    SortedSet<String> extras = extras(in);
    SpecifierSet range = SpecifierSet.ANY;
    Optional<URI> direct = Optional.empty();
    if (in.blanks().take("@")) {
      direct = Optional.of(address());
    } else if (in.take("(")) {
      if (in.blanks().peek() != ')') {
        range = SpecifierSet.read(in, tolerant);
      }
      if (!in.blanks().take(")")) {
        throw in.expected("`,` and a further comparison, or `)`");
      }
    } else if (!in.done() && in.peek() != ';') {
      range = SpecifierSet.read(in, tolerant);
    }
    Marker marker = marker(in);
    return new Requirement(Names.normalize(spelled), extras, range, direct, marker, text);
  }

  static SortedSet<String> extras(Cursor in) {
    SortedSet<String> extras = new TreeSet<>();
    if (!in.blanks().take("[")) {
      return extras;
    }
    if (in.blanks().take("]")) {
      return extras;
    }
    do {
      int start = in.blanks().at();
      String extra = in.run(Names::inside);
      if (!Names.valid(extra)) {
        in.moveTo(start);
        throw in.expected("the name of an extra");
      }
      extras.add(Names.normalize(extra));
    } while (in.blanks().take(","));
    if (!in.take("]")) {
      throw in.expected("`,` or `]`");
    }
    return extras;
  }

  static Marker marker(Cursor in) {
    Marker marker = Marker.TRUE;
    if (in.blanks().take(";")) {
      marker = new MarkerReader(in).read();
      if (!in.blanks().done()) {
        throw in.expected("`and`, `or` or the end");
      }
    }
    if (!in.done()) {
      throw in.expected("`;` and a marker, or the end");
    }
    return marker;
  }

  private URI address() {
    int start = in.blanks().at();
    String words = in.run(c -> c > ' ');
    try {
      URI location = new URI(words);
      if (location.isAbsolute()) {
        return location;
      }
    } catch (URISyntaxException e) {
      // Said below, with its place.
    }
    in.moveTo(start);
    throw in.expected("an address, such as `file:///wheels/name-1.0-py3-none-any.whl`");
  }
}
