package org.omnipkg.spi;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.osgi.annotation.versioning.ConsumerType;

/** How the language spells requirements and names. Pure. */
@ConsumerType
public interface Grammar {
  /**
   * Reads one requirement.
   *
   * @throws org.omnipkg.model.Refusal {@code requirement.malformed} when it cannot be read
   */
  Dependency parse(String words);

  /**
   * Reads one requirement as it stands in a manifest under a feature (empty for the plain ones), so
   * that a manifest kept as text comes back with the same conditions.
   */
  default Dependency parse(String words, String feature) {
    return parse(words);
  }

  /** The registry's normalized form of a name as people spell it. */
  PackageName name(String spelled);

  /** The package URL of a pin. */
  String purl(Pin pin);

  /**
   * The requirement that admits this version alone, with these features, as a user types it.
   *
   * @param features extras wanted of it, in any order
   */
  default String exact(Pin pin, Set<String> features) {
    String extras =
        features.isEmpty()
            ? ""
            : features.stream().sorted().collect(Collectors.joining(",", "[", "]"));
    return pin.name().name() + extras + "==" + pin.version();
  }

  /** Reads a requirements file of the language ({@code -r FILE}). */
  default RequirementsFile file(String text, String origin) {
    return new RequirementsFile(
        text.lines().map(String::strip).filter(l -> !l.isEmpty()).map(this::parse).toList(),
        List.of(),
        java.util.Map.of(),
        List.of(),
        List.of(),
        false);
  }

  /**
   * Reads a requirements file that may use environment variables.
   *
   * @param environment the variables of the one who asks
   */
  default RequirementsFile file(
      String text, String origin, java.util.Map<String, String> environment) {
    return file(text, origin);
  }
}
