package org.omnipkg.plugins.internal;

import java.util.List;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health.Finding;
import org.omnipkg.api.Plugins;
import org.omnipkg.api.Plugins.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What does not work of that which was added. */
@Component
public final class PluginCheckup implements Checkup {
  private final Plugins plugins;

  @Activate
  public PluginCheckup(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<Finding> examine(Caller caller) {
    List<Plugin> added =
        plugins.list(caller).stream().filter(one -> one.origin().equals("added")).toList();
    List<Plugin> broken = added.stream().filter(one -> !one.state().equals(Roll.ACTIVE)).toList();
    if (added.isEmpty()) {
      return List.of();
    }
    if (broken.isEmpty()) {
      String names = String.join(", ", added.stream().map(PluginCheckup::title).toList());
      List<String> takes =
          added.stream()
              .flatMap(one -> one.notes().stream().map(note -> title(one) + ": " + note))
              .toList();
      return List.of(new Finding(takes.isEmpty() ? "ok" : "note", "plugins", names, "", takes));
    }
    return broken.stream()
        .map(
            one ->
                new Finding(
                    "problem",
                    "plugins",
                    title(one) + ": " + one.state(),
                    "`omnipkg plugin update FILE` with one that works, or `omnipkg plugin remove "
                        + one.name()
                        + "`",
                    one.notes()))
        .toList();
  }

  private static String title(Plugin plugin) {
    return (plugin.name() + " " + plugin.version()).strip();
  }
}
