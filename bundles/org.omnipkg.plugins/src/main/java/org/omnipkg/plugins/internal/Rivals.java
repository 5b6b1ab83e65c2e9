package org.omnipkg.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A language is brought by one bundle, and a word means one: nobody slips in another. */
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

  /**
   * Refuses a bundle that has been started with a language that people would call by a word another
   * language goes by: only then is known what it goes by.
   */
  void check(Bundle bundle, Bounds bounds) {
    List<Called> all = called(bounds);
    for (Called own : all) {
      for (Called other : all) {
        boolean rivals =
            own.bundle().equals(bundle)
                && !String.valueOf(bundle.getSymbolicName())
                    .equals(other.bundle().getSymbolicName());
        Optional<String> both = own.words().stream().filter(other.words()::contains).findFirst();
        if (rivals && both.isPresent()) {
          throw taken(both.get(), own, other);
        }
      }
    }
  }

  /**
   * A language that serves.
   *
   * @param words its id and what else people may call it
   */
  private record Called(Bundle bundle, String language, Set<String> words) {}

  private List<Called> called(Bounds bounds) {
    List<Called> all = new ArrayList<>();
    for (ServiceReference<Ecosystem> reference : references()) {
      Ecosystem service = host.context().getService(reference);
      if (service != null) {
        String id = String.valueOf(reference.getProperty(Ecosystem.ID));
        Set<String> words = new TreeSet<>(Set.of(id));
        words.addAll(bounds.bounded(Ecosystem.class, id, service, reference.getBundle()).aliases());
        all.add(new Called(reference.getBundle(), id, words));
        host.context().ungetService(reference);
      }
    }
    return all;
  }

  private Collection<ServiceReference<Ecosystem>> references() {
    try {
      return host.context().getServiceReferences(Ecosystem.class, null);
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Refusal taken(String word, Called own, Called other) {
    String name = other.bundle().getSymbolicName();
    return new Refusal(
        Diagnostic.user(
                "plugin.word-taken",
                "`" + word + ":` would mean two languages",
                Host.added(other.bundle())
                    ? "`omnipkg plugin remove " + name + "` makes room"
                    : "whoever wrote `"
                        + own.bundle().getSymbolicName()
                        + "` has to choose another")
            .with(
                List.of(
                    "`" + other.language() + "` of `" + Host.title(other.bundle()) + "` goes by it",
                    "`" + own.language() + "` of `" + Host.title(own.bundle()) + "` would too")));
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
