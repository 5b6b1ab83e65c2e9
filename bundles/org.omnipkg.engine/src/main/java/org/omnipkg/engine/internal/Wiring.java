package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.api.Health;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The unsatisfied components as a tree: who waits for what, down to the one thing missing. */
@Component(service = Wiring.class)
public final class Wiring {
  private final ServiceComponentRuntime components;

  @Activate
  public Wiring(@Reference ServiceComponentRuntime components) {
    this.components = components;
  }

  Health.Finding finding() {
    Map<String, ComponentDescriptionDTO> waiting = new HashMap<>();
    Map<String, List<String>> missing = new HashMap<>();
    for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
      for (ComponentConfigurationDTO configuration :
          components.getComponentConfigurationDTOs(description)) {
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          waiting.put(description.name, description);
          missing.put(description.name, wanted(description, configuration));
        }
      }
    }
    if (waiting.isEmpty()) {
      return new Health.Finding("ok", "services", "every component is satisfied", "", List.of());
    }
    List<String> tree = new ArrayList<>();
    Set<String> told = new HashSet<>();
    waiting.values().stream()
        .filter(d -> missing.values().stream().noneMatch(w -> provides(d, w)))
        .forEach(d -> grow(d, "", waiting, missing, told, tree));
    waiting.values().forEach(d -> grow(d, "", waiting, missing, told, tree));
    List<String> nobody = nobody(waiting, missing);
    if (nobody.isEmpty()) {
      return new Health.Finding(
          "problem",
          "services",
          waiting.size() + " components wait for each other in a circle",
          "see `omnipkg daemon logs` for which of them did not start",
          tree);
    }
    return new Health.Finding(
        "problem",
        "services",
        waiting.size() + " components wait; nobody provides " + String.join(", ", nobody),
        "put the bundle that provides it back, or see `omnipkg daemon logs` for why it did not start",
        tree);
  }

  /** The services at the bottom: wanted, and offered by no component, waiting or not. */
  private static List<String> nobody(
      Map<String, ComponentDescriptionDTO> waiting, Map<String, List<String>> missing) {
    return missing.values().stream()
        .flatMap(List::stream)
        .distinct()
        .filter(wanted -> waiting.values().stream().noneMatch(d -> provides(d, List.of(wanted))))
        .map(wanted -> "`" + wanted + "`")
        .sorted()
        .toList();
  }

  private static void grow(
      ComponentDescriptionDTO description,
      String indent,
      Map<String, ComponentDescriptionDTO> waiting,
      Map<String, List<String>> missing,
      Set<String> told,
      List<String> tree) {
    if (!told.add(description.name)) {
      return;
    }
    tree.add(indent + description.name);
    for (String wanted : missing.getOrDefault(description.name, List.of())) {
      tree.add(indent + "  waits for " + wanted);
      waiting.values().stream()
          .filter(d -> provides(d, List.of(wanted)))
          .forEach(d -> grow(d, indent + "    ", waiting, missing, told, tree));
    }
  }

  private static boolean provides(ComponentDescriptionDTO description, List<String> wanted) {
    for (String service : description.serviceInterfaces) {
      if (wanted.stream().anyMatch(w -> w.equals(service) || w.startsWith(service + " "))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> wanted(
      ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
    List<String> wanted = new ArrayList<>();
    for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
      for (ReferenceDTO declared : description.references) {
        if (declared.name.equals(reference.name)) {
          wanted.add(
              declared.interfaceName + (reference.target == null ? "" : " " + reference.target));
        }
      }
    }
    return wanted;
  }
}
