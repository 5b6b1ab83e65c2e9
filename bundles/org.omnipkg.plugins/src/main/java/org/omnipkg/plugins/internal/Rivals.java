package org.omnipkg.plugins.internal;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.Bundle;

/** A language is brought by one bundle: nobody slips in another in its name. */
final class Rivals {
  private final Host host;

  Rivals(Host host) {
    this.host = host;
  }

  /** Refuses a bundle that brings a language which another one, here already, brings. */
  void check(PluginJar jar) {
    for (String language : languages(jar.brings())) {
      Optional<Bundle> rival =
          host.bundles().stream()
              .filter(bundle -> !jar.name().equals(bundle.getSymbolicName()))
              .filter(bundle -> languages(Roll.stated(bundle)).contains(language))
              .findFirst();
      if (rival.isPresent()) {
        throw taken(jar, language, rival.get());
      }
    }
  }

  private static List<String> languages(List<Contribution> brings) {
    return brings.stream()
        .filter(one -> one.kind().equals(Ecosystem.class.getName()))
        .map(Contribution::language)
        .filter(language -> !language.isEmpty())
        .toList();
  }

  private static Refusal taken(PluginJar jar, String language, Bundle rival) {
    String name = rival.getSymbolicName();
    return new Refusal(
        Diagnostic.user(
                "plugin.language-taken",
                "the language `" + language + "` is here already",
                Host.added(rival)
                    ? "`omnipkg plugin remove " + name + "` makes room"
                    : "what comes with omnipkg is exchanged for a bundle of the same symbolic name,"
                        + " `"
                        + name
                        + "`")
            .with(
                List.of(
                    "`" + Host.title(rival) + "` brings it, and `" + jar.title() + "` would too")));
  }
}
