package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Health;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class WiringTest {
  private final List<ComponentDescriptionDTO> descriptions = new ArrayList<>();
  private final List<ComponentConfigurationDTO> configurations = new ArrayList<>();

  /** A component that offers a service; waits for another unless that is empty. */
  private void component(String name, String offers, String waitsFor) {
    ComponentDescriptionDTO description = new ComponentDescriptionDTO();
    description.name = name;
    description.serviceInterfaces = new String[] {offers};
    ReferenceDTO reference = new ReferenceDTO();
    reference.name = "wanted";
    reference.interfaceName = waitsFor;
    description.references = new ReferenceDTO[] {reference};
    ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
    configuration.description = description;
    UnsatisfiedReferenceDTO open = new UnsatisfiedReferenceDTO();
    open.name = "wanted";
    configuration.unsatisfiedReferences =
        waitsFor.isEmpty() ? new UnsatisfiedReferenceDTO[0] : new UnsatisfiedReferenceDTO[] {open};
    configuration.state =
        waitsFor.isEmpty()
            ? ComponentConfigurationDTO.ACTIVE
            : ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
    descriptions.add(description);
    configurations.add(configuration);
  }

  private Health.Finding finding() {
    ServiceComponentRuntime runtime =
        (ServiceComponentRuntime)
            Proxy.newProxyInstance(
                ServiceComponentRuntime.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getComponentDescriptionDTOs" -> descriptions;
                      case "getComponentConfigurationDTOs" -> of(arguments[0]);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new Wiring(runtime).finding();
  }

  private Collection<ComponentConfigurationDTO> of(Object description) {
    return configurations.stream().filter(c -> c.description == description).toList();
  }

  @Test
  void satisfied_components_are_well() {
    component("flow", "Packages", "");
    assertEquals("ok", finding().level());
  }

  @Test
  void a_chain_is_told_from_its_top_down_to_the_one_service_nobody_provides() {
    component("store", "Store", "Ledger");
    component("flow", "Packages", "Acquisition");
    component("acquisition", "Acquisition", "Store");
    component("well", "Health", "");
    Health.Finding finding = finding();
    assertEquals("problem", finding.level());
    assertEquals("3 components wait; nobody provides `Ledger`", finding.text());
    assertEquals(
        List.of(
            "flow",
            "  waits for Acquisition",
            "    acquisition",
            "      waits for Store",
            "        store",
            "          waits for Ledger"),
        finding.tree());
  }

  @Test
  void components_that_wait_for_each_other_are_each_told_once() {
    component("one", "One", "Two");
    component("two", "Two", "One");
    assertEquals("2 components wait for each other in a circle", finding().text());
    List<String> tree = finding().tree();
    assertEquals(4, tree.size());
    assertTrue(tree.stream().map(String::strip).toList().containsAll(List.of("one", "two")));
  }
}
