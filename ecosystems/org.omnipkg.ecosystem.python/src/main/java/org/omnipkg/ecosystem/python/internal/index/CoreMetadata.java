package org.omnipkg.ecosystem.python.internal.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.requirement.Marker;
import org.omnipkg.ecosystem.python.internal.requirement.Requirement;
import org.omnipkg.ecosystem.python.internal.requirement.RequirementReader;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Tie;

/** The core metadata of a distribution: PEP 566 and later, and what came before. */
final class CoreMetadata {
  /** What is asked for below; a license may go on for a thousand lines. */
  private static final Set<String> KEPT =
      Set.of(
          "metadata-version",
          "name",
          "version",
          "dynamic",
          "requires-dist",
          "requires-python",
          "provides-extra");

  private final Map<String, List<StringBuilder>> fields = new LinkedHashMap<>();

  private CoreMetadata() {}

  /** Reads the header lines; the description after them is of no interest. */
  static CoreMetadata read(byte[] file) {
    CoreMetadata metadata = new CoreMetadata();
    String text = new String(file, StandardCharsets.UTF_8);
    Iterator<String> lines = text.lines().iterator();
    StringBuilder value = new StringBuilder();
    for (String line = next(lines); !line.isEmpty(); line = next(lines)) {
      int colon = line.indexOf(':');
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value.append(' ').append(line.strip());
      } else if (colon > 0) {
        value = new StringBuilder(line.substring(colon + 1).strip());
        metadata.keep(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value);
      }
    }
    return metadata;
  }

  private static String next(Iterator<String> lines) {
    return lines.hasNext() ? lines.next() : "";
  }

  private void keep(String name, StringBuilder value) {
    if (KEPT.contains(name)) {
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
  }

  private List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().map(StringBuilder::toString).toList();
  }

  private String first(String name) {
    return all(name).isEmpty() ? "" : all(name).get(0);
  }

  /** Whether a source archive's dependencies are what every build of it will have: PEP 643. */
  boolean settled() {
    String[] version = first("metadata-version").split("\\.");
    boolean modern =
        version.length == 2
            && version[0].equals("2")
            && version[1].matches("[0-9]{1,3}")
            && Integer.parseInt(version[1]) >= 2;
    return modern
        && all("dynamic").stream()
            .map(field -> field.toLowerCase(Locale.ROOT))
            .noneMatch(Set.of("requires-dist", "provides-extra")::contains);
  }

  /** What it declares, or why that cannot be read or is another package's. */
  Answer<Manifest> manifest(Pin pin, String filename) {
    String name = first("name");
    String version = first("version");
    boolean same =
        Names.normalize(name).equals(pin.name().name())
            && PythonVersion.of(version).equals(PythonVersion.of(pin.version()));
    if (!same) {
      return Answer.refused(
          Diagnostic.outside(
              "metadata.inconsistent",
              "`" + filename + "` says inside that it is " + name + " " + version,
              "ask for another version"));
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String text : all("requires-dist")) {
      try {
        requirements.add(RequirementReader.readDeclared(text));
      } catch (Malformed e) {
        return Answer.refused(
            Diagnostic.outside(
                    "metadata.malformed",
                    "`" + filename + "` declares a requirement nobody can read",
                    "ask for another version")
                .with(List.of(e.text(), " ".repeat(e.at()) + "^ expected " + e.expected())));
      }
    }
    return Answer.of(
        new Manifest(
            pin, features(requirements), first("requires-python"), Certainty.STATED, Set.of()));
  }

  private Map<String, List<Dependency>> features(List<Requirement> requirements) {
    Set<String> extras = new TreeSet<>();
    all("provides-extra").forEach(extra -> extras.add(Names.normalize(extra)));
    requirements.forEach(requirement -> extras.addAll(requirement.marker().extras()));
    Map<String, List<Dependency>> features = new LinkedHashMap<>();
    features.put("", wanted(requirements, ""));
    for (String extra : extras) {
      features.put(extra, wanted(requirements, extra));
    }
    return features;
  }

  /** What an extra adds to the plain ones. */
  private static List<Dependency> wanted(List<Requirement> requirements, String extra) {
    List<Dependency> wanted = new ArrayList<>();
    for (Requirement requirement : requirements) {
      Marker rest = requirement.marker().withExtra(extra);
      boolean plain = !extra.isEmpty() && rest.equals(requirement.marker().withExtra(""));
      if (!plain && !rest.equals(Marker.FALSE)) {
        wanted.add(requirement.dependency(extra, Tie.NEEDS));
      }
    }
    return wanted;
  }
}
