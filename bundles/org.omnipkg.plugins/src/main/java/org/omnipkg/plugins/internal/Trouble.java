package org.omnipkg.plugins.internal;

import java.util.List;
import org.omnipkg.model.Refusal;

/** A jar in the folder that is not used, and why. */
record Trouble(PluginJar jar, String why, List<String> details) {
  static Trouble of(PluginJar jar, Refusal refusal) {
    return new Trouble(jar, refusal.diagnostic().message(), refusal.diagnostic().details());
  }
}
