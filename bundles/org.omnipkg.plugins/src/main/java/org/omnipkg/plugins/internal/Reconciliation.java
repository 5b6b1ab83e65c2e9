package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;

/**
 * Makes the framework follow the folder: its own cache may be older, or another process's. Runs
 * while the framework starts, so it waits for no service.
 */
final class Reconciliation {
  private final Host host;
  private final Shelf shelf;
  private final Fit fit;
  private final Logger log;
  private final List<Trouble> troubles = new ArrayList<>();

  Reconciliation(Host host, Shelf shelf, Fit fit, Logger log) {
    this.host = host;
    this.shelf = shelf;
    this.fit = fit;
    this.log = log;
  }

  /** The jars that are not used. */
  List<Trouble> run() throws IOException {
    shelf.tidyIfQuiet();
    Shelf.Content content = shelf.content();
    troubles.addAll(content.troubles());
    Set<Bundle> wanted = new HashSet<>();
    for (PluginJar jar : content.counting()) {
      host.find(jar.file(), jar.digest()).ifPresent(wanted::add);
    }
    host.bundles().stream()
        .filter(bundle -> Host.added(bundle) && !wanted.contains(bundle))
        .forEach(host::leave);
    content.counting().forEach(this::bring);
    host.bundles().stream().filter(bundle -> !Host.added(bundle)).forEach(this::settle);
    return troubles;
  }

  private void bring(PluginJar jar) {
    Path file = jar.file();
    @Nullable Bundle bundle = null;
    try {
      jar.bringsSomething();
      bundle = host.find(file, jar.digest()).orElseGet(() -> host.install(jar, file));
      fit.check(bundle);
      host.start(bundle);
    } catch (Refusal refusal) {
      log.error("the plugin {} is left out: {}", jar.title(), refusal.getMessage());
      troubles.add(Trouble.of(jar, refusal));
      if (bundle != null) {
        host.leave(bundle);
      }
    }
  }

  /** A shipped bundle rests while an added one of its name serves. */
  private void settle(Bundle shipped) {
    List<Bundle> added = host.named(String.valueOf(shipped.getSymbolicName()), true);
    if (shipped.getState() == Bundle.ACTIVE && added.stream().anyMatch(Reconciliation::gives)) {
      host.rest(shipped);
    }
  }

  /** Everything it states is there by now. */
  private static boolean gives(Bundle added) {
    List<Contribution> given = Contribution.registered(added);
    List<Contribution> stated = Roll.stated(added);
    return !given.isEmpty()
        && stated.stream().allMatch(one -> given.stream().anyMatch(other -> other.answers(one)));
  }
}
