package org.omnipkg.plugins.internal;

import java.util.List;
import org.omnipkg.model.Refusal;

/**
 * A jar in the folder that is not used, and why.
 *
 * @param outdated a newer one of its name is there
 */
record Trouble(PluginJar jar, String why, List<String> details, boolean outdated) {
  static Trouble of(PluginJar jar, Refusal refusal) {
    return new Trouble(jar, refusal.diagnostic().message(), refusal.diagnostic().details(), false);
  }

  static Trouble outdated(PluginJar jar, PluginJar newer) {
    return new Trouble(jar, "not used: version " + newer.version() + " is here", List.of(), true);
  }
}
