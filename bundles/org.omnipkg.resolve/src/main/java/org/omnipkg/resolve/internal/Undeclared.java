package org.omnipkg.resolve.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Versions;

/**
 * Needs that releases have and do not declare, from a list with evidence ({@code undeclared.txt}).
 */
final class Undeclared {
  private final Map<PackageName, List<Need>> needs = new HashMap<>();

  /**
   * A line of the list.
   *
   * @param versions range of the releases that have the need
   */
  private record Need(
      String versions, Role role, PackageName target, String range, String evidence) {}

  private Undeclared() {}

  static Undeclared list() {
    try (InputStream in = Undeclared.class.getResourceAsStream("undeclared.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of undeclared needs is not in the bundle");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Undeclared read(String text) {
    Undeclared list = new Undeclared();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s*\\|\\s*");
      Role role = role(parts[2]);
      String[] target =
          parts[2].substring(role == Role.RUN ? 0 : role.name().length() + 1).split(" ", 2);
      list.needs
          .computeIfAbsent(name(parts[0]), key -> new ArrayList<>())
          .add(new Need(parts[1], role, name(target[0]), target[1], parts[3]));
    }
    return list;
  }

  /** The word in front of what is needed; none means that it is needed to run. */
  private static Role role(String need) {
    return Stream.of(Role.BUILD, Role.TOOL, Role.TEST)
        .filter(role -> need.startsWith(role.name().toLowerCase(Locale.ROOT) + " "))
        .findFirst()
        .orElse(Role.RUN);
  }

  private static PackageName name(String words) {
    int colon = words.indexOf(':');
    return new PackageName(words.substring(0, colon), words.substring(colon + 1));
  }

  /** What a release needs besides what it declares. */
  List<Dependency> of(Pin pin, Versions versions) {
    List<Dependency> found = new ArrayList<>();
    for (Need need : needs.getOrDefault(pin.name(), List.of())) {
      if (takes(need.versions(), pin, versions)) {
        found.add(
            new Dependency(
                need.target(),
                need.range(),
                Set.of(),
                "",
                Tie.NEEDS,
                need.role(),
                Condition.ALWAYS,
                Optional.empty(),
                need.target().name() + " " + need.range() + " (" + need.evidence() + ")"));
      }
    }
    return found;
  }

  private static boolean takes(String range, Pin pin, Versions versions) {
    Release release =
        new Release(
            pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of());
    Listing listing = new Listing(pin.name(), List.of(release), Map.of(), Map.of(), "");
    Versions.Choice choice = versions.select(range, listing);
    return choice.admitted().get(0) || choice.lastResort().get(0);
  }
}
