package org.omnipkg.plugins.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Whether a started bundle gives what it states, and if not, what its components say. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 20;

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  Readiness(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /** Waits until everything stated is there and can be had. */
  void await(Bundle bundle, List<Contribution> stated) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> missing = missing(bundle, stated);
    while (!missing.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Host.doesNotStart(Host.title(bundle), missing, e);
      }
      missing = missing(bundle, stated);
    }
    if (!missing.isEmpty()) {
      throw refusal(bundle, missing);
    }
  }

  private static Refusal refusal(Bundle bundle, List<String> missing) {
    return Host.doesNotStart(
        Host.title(bundle), missing, new IllegalStateException(String.join("; ", missing)));
  }

  /** Why it does not give what it states; empty when it does. */
  List<String> missing(Bundle bundle, List<Contribution> stated) {
    List<Contribution> here = usable(bundle);
    List<String> missing =
        stated.stream()
            .filter(one -> here.stream().noneMatch(given -> given.answers(one)))
            .map(one -> "its " + one.words() + " is missing")
            .distinct()
            .toList();
    if (missing.isEmpty()) {
      return missing;
    }
    List<String> why = new ArrayList<>(missing);
    for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
      components
          .getComponentConfigurationDTOs(description)
          .forEach(configuration -> why.addAll(complaints(description, configuration)));
    }
    return why;
  }

  /** Asking for a service makes it: one that cannot be made is none. */
  private List<Contribution> usable(Bundle bundle) {
    List<Contribution> usable = new ArrayList<>();
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      List<Contribution> given = Contribution.of(reference);
      if (!given.isEmpty() && context.getService(reference) != null) {
        context.ungetService(reference);
        usable.addAll(given);
      }
    }
    return usable;
  }

  private static List<String> complaints(
      ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
    List<String> complaints = new ArrayList<>();
    if (configuration.failure != null) {
      complaints.add(
          "`"
              + description.name
              + "` fails: "
              + configuration.failure.lines().findFirst().orElse(""));
    }
    for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
      for (ReferenceDTO declared : description.references) {
        if (declared.name.equals(reference.name)) {
          String target = reference.target == null ? "" : " " + reference.target;
          complaints.add(
              "`" + description.name + "` waits for `" + declared.interfaceName + target + "`");
        }
      }
    }
    return complaints;
  }
}
