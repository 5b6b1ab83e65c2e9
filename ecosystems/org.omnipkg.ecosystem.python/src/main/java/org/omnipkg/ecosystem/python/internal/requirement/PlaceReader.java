package org.omnipkg.ecosystem.python.internal.requirement;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.python.internal.tag.SourceName;
import org.omnipkg.ecosystem.python.internal.tag.WheelName;
import org.omnipkg.ecosystem.python.internal.text.Cursor;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;

/**
 * Reads a wheel or source archive named by its path or address, whose file name says which package
 * it is. A relative path stays relative: who asks knows where from.
 */
final class PlaceReader {
  private static final Pattern EGG = Pattern.compile("[#&]egg=([^&\\[]+)");

  private final String text;
  private final Cursor in;

  PlaceReader(String text, Cursor in) {
    this.text = text;
    this.in = in;
  }

  static boolean isPlace(String text) {
    String place = place(text);
    return text.startsWith(".")
        || text.startsWith("/")
        || text.startsWith("~/")
        || text.matches("[A-Za-z][A-Za-z0-9+]*:/.*")
        || place.indexOf('@') < 0 && (place.endsWith(".whl") || SourceName.stem(place).isPresent());
  }

  /** The words before extras and marker. */
  private static String place(String text) {
    String place = text.replaceFirst("\\s+;.*", "").strip();
    return place.endsWith("]") && place.lastIndexOf('[') > 0
        ? place.substring(0, place.lastIndexOf('['))
        : place;
  }

  Requirement requirement() {
    String place = place(text);
    in.moveTo(place.length());
    SortedSet<String> extras = RequirementReader.extras(in);
    Marker marker = RequirementReader.marker(in);
    String path = place.replaceFirst("[?#].*", "");
    String filename = path.substring(path.lastIndexOf('/') + 1).replace("%2B", "+");
    Optional<String> name =
        WheelName.of(filename)
            .map(WheelName::distribution)
            .or(() -> SourceName.of(filename).map(SourceName::distribution))
            .or(() -> egg(place));
    if (name.isEmpty()) {
      throw new Malformed(
          text,
          place.lastIndexOf('/') + 1,
          "a file name like `name-1.0-py3-none-any.whl` or `name-1.0.tar.gz`",
          filename.endsWith(".whl")
                  || place.startsWith("git+")
                  || SourceName.stem(filename).isPresent()
              ? "write `name @ " + shown(place) + "` with the package's name in front"
              : "");
    }
    return new Requirement(
        Names.normalize(name.get()),
        extras,
        SpecifierSet.ANY,
        Optional.of(address(place)),
        marker,
        text);
  }

  /** The name pip's older way of writing gives to a repository. */
  private static Optional<String> egg(String place) {
    Matcher egg = EGG.matcher(place);
    return place.startsWith("git+") && egg.find() && Names.valid(egg.group(1))
        ? Optional.of(egg.group(1))
        : Optional.empty();
  }

  private static String shown(String place) {
    return place.contains(":/")
        ? "address"
        : "file:///path/" + place.substring(place.lastIndexOf('/') + 1);
  }

  private URI address(String place) {
    try {
      return place.matches("[A-Za-z][A-Za-z0-9+]*:/.*")
          ? new URI(place)
          : new URI(
              null,
              null,
              place.startsWith(".") || place.startsWith("/") ? place : "./" + place,
              null);
    } catch (URISyntaxException e) {
      throw new Malformed(text, 0, "an address or a path", "");
    }
  }
}
