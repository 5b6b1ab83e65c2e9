package org.omnipkg.daemon.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The commands, waited for: the socket is open before every room is. */
@Component(service = CommandDoor.class)
public final class CommandDoor implements CommandSource {
  private final ServiceComponentRuntime components;
  private final BundleContext context;
  private @Nullable Commands commands;

  @Activate
  public CommandDoor(@Reference ServiceComponentRuntime components, BundleContext context) {
    this.components = components;
    this.context = context;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bind(Commands arrived) {
    commands = arrived;
    notifyAll();
  }

  synchronized void unbind(Commands left) {
    if (commands == left) {
      commands = null;
    }
  }

  @Override
  public synchronized Commands await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (commands == null) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new Refusal(missing(patience));
      }
      wait(millis);
    }
    return commands;
  }

  private Diagnostic missing(Duration patience) {
    List<String> lines = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() == Bundle.INSTALLED
          || bundle.getState() == Bundle.RESOLVED && !fragment) {
        lines.add("bundle `" + bundle.getSymbolicName() + "` is not running");
      }
    }
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      for (ComponentConfigurationDTO state : components.getComponentConfigurationDTOs(component)) {
        describe(component, state, lines);
      }
    }
    return new Diagnostic(
        "daemon.not-ready",
        Diagnostic.Kind.BUG,
        "the commands did not come up within " + patience.toSeconds() + " s",
        lines,
        "");
  }

  private static void describe(
      ComponentDescriptionDTO component, ComponentConfigurationDTO state, List<String> lines) {
    if (state.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
      String reason = state.failure == null ? "" : state.failure.lines().findFirst().orElse("");
      lines.add("`" + component.name + "` failed to start: " + reason);
    }
    for (UnsatisfiedReferenceDTO wanted : state.unsatisfiedReferences) {
      String type = wanted.name;
      for (ReferenceDTO reference : component.references) {
        if (reference.name.equals(wanted.name)) {
          type = reference.interfaceName;
        }
      }
      String target = wanted.target == null ? "" : " " + wanted.target;
      lines.add("`" + component.name + "` waits for `" + type + target + "`");
    }
  }
}
