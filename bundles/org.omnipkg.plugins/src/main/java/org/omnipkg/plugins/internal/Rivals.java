package org.omnipkg.plugins.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** Somebody who is here before. */
  private record Rival(String name, String title, boolean added, List<Contribution> brings) {}

  /** Refuses a jar with a language that another bundle brings. */
  void check(PluginJar jar) {
    check(jar, bundles());
  }

  /** Refuses a jar with a language that a shipped bundle or one of these jars brings. */
  void check(PluginJar jar, List<PluginJar> earlier) {
    Stream<Rival> jars =
        earlier.stream().map(one -> new Rival(one.name(), one.title(), true, one.brings()));
    check(jar, Stream.concat(bundles().filter(rival -> !rival.added()), jars));
  }

  private Stream<Rival> bundles() {
    return host.bundles().stream().map(Rivals::rival);
  }

  private static Rival rival(Bundle bundle) {
    return new Rival(
        String.valueOf(bundle.getSymbolicName()),
        Host.title(bundle),
        Host.added(bundle),
        Roll.stated(bundle));
  }

  private static void check(PluginJar jar, Stream<Rival> rivals) {
    List<Rival> others = rivals.filter(rival -> !rival.name().equals(jar.name())).toList();
    for (String language : languages(jar.brings())) {
      Optional<Rival> rival =
          others.stream().filter(one -> languages(one.brings()).contains(language)).findFirst();
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

  private static Refusal taken(PluginJar jar, String language, Rival rival) {
    return new Refusal(
        Diagnostic.user(
                "plugin.language-taken",
                "the language `" + language + "` is here already",
                rival.added()
                    ? "`omnipkg plugin remove " + rival.name() + "` makes room"
                    : "what comes with omnipkg is exchanged for a bundle of the same symbolic name,"
                        + " `"
                        + rival.name()
                        + "`")
            .with(
                List.of("`" + rival.title() + "` brings it, and `" + jar.title() + "` would too")));
  }
}
