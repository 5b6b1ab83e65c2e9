package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    waiting.values().stream()
        .filter(d -> missing.values().stream().noneMatch(w -> provides(d, w)))
        .forEach(d -> grow(d, "", waiting, missing, tree));
    if (tree.isEmpty()) {
      waiting.values().forEach(d -> grow(d, "", waiting, missing, tree));
    }
    return new Health.Finding(
        "problem",
        "services",
        waiting.size() + " components wait for a service",
        "the innermost line names the service whose bundle is missing",
        tree);
  }

  private static void grow(
      ComponentDescriptionDTO description,
      String indent,
      Map<String, ComponentDescriptionDTO> waiting,
      Map<String, List<String>> missing,
      List<String> tree) {
    tree.add(indent + description.bundle.symbolicName + ": " + description.name);
    if (indent.length() > 12) {
      return;
    }
    for (String wanted : missing.getOrDefault(description.name, List.of())) {
      tree.add(indent + "  waits for " + wanted);
      waiting.values().stream()
          .filter(d -> d != description && provides(d, List.of(wanted)))
          .forEach(d -> grow(d, indent + "    ", waiting, missing, tree));
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
