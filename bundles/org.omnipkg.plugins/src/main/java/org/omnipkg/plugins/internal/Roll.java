package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.omnipkg.api.Plugins.Plugin;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** Everybody who brings something, as people read it. */
final class Roll {
  static final String ACTIVE = "active";
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Host host;
  private final Readiness readiness;
  private final Ward ward;
  private final Function<String, Optional<Source>> sources;

  /**
   * @param sources where the file of this digest came from
   */
  Roll(Host host, Readiness readiness, Ward ward, Function<String, Optional<Source>> sources) {
    this.host = host;
    this.readiness = readiness;
    this.ward = ward;
    this.sources = sources;
  }

  /**
   * @param troubles added jars that are not in the framework, and why
   */
  List<Plugin> call(List<Trouble> troubles) {
    List<Plugin> plugins = new ArrayList<>();
    List<String> elsewhere = troubles.stream().map(trouble -> trouble.jar().digest()).toList();
    for (Bundle bundle : host.bundles()) {
      if (Host.added(bundle) && elsewhere.contains(Host.digest(bundle))) {
        continue;
      }
      try {
        List<Contribution> stated = stated(bundle);
        if (Host.added(bundle) || !stated.isEmpty()) {
          plugins.add(plugin(bundle, stated, List.of()));
        }
      } catch (RuntimeException e) {
        // Of one that is taken out while it is looked at, the framework may even throw a null
        // pointer.
        if (!(e instanceof IllegalStateException) && bundle.getState() != Bundle.UNINSTALLED) {
          throw e;
        }
      }
    }
    troubles.forEach(trouble -> plugins.add(broken(trouble)));
    plugins.sort(
        Comparator.comparing(Plugin::name)
            .thenComparing(Plugin::origin)
            .thenComparing(Plugin::version));
    return plugins;
  }

  Plugin plugin(Bundle bundle, List<Contribution> stated, List<String> notes) {
    List<Contribution> given = Contribution.registered(bundle);
    boolean added = Host.added(bundle);
    return new Plugin(
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        added ? "added" : "shipped",
        state(bundle, stated),
        (given.isEmpty() ? stated : given)
            .stream().map(Contribution::words).distinct().sorted().toList(),
        Host.digest(bundle),
        added ? sources.apply(Host.digest(bundle)) : Optional.empty(),
        Stream.concat(notes.stream(), takes(bundle).stream()).toList());
  }

  /** What an added bundle takes that nobody asked it for. */
  private List<String> takes(Bundle bundle) {
    Bounds.Standing standing = ward.bounds().standing(bundle);
    List<String> lines = new ArrayList<>();
    if (standing.threads() > 0) {
      lines.add("threads of its own: " + standing.threads());
    }
    if (standing.stuck() > 0) {
      lines.add("calls that were given up and still run: " + standing.stuck());
    }
    return lines;
  }

  private Plugin broken(Trouble trouble) {
    PluginJar jar = trouble.jar();
    String version = jar.version().equals(Version.emptyVersion) ? "" : jar.version().toString();
    return new Plugin(
        jar.name(),
        version,
        "added",
        trouble.why(),
        jar.words(),
        jar.digest(),
        sources.apply(jar.digest()),
        trouble.details());
  }

  private String state(Bundle bundle, List<Contribution> stated) {
    if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
      return shadow(bundle)
          .map(other -> "replaced by " + other.getVersion())
          .orElse(bundle.getState() == Bundle.INSTALLED ? "not resolved" : "stopped");
    }
    Bounds.Standing standing = ward.bounds().standing(bundle);
    if (standing.starting() || standing.stuck() > 0) {
      return standing.stuck() > 0 ? "does not stop" : "starting";
    }
    List<String> missing;
    try {
      missing =
          ward.bounds()
              .within(bundle, "giving its services", LOOK, () -> readiness.missing(bundle, stated));
    } catch (Refusal refusal) {
      return refusal.diagnostic().message();
    } catch (RuntimeException leaving) {
      if (bundle.getState() == Bundle.ACTIVE) {
        throw leaving;
      }
      return "leaving";
    }
    return missing.isEmpty() ? ACTIVE : String.join("; ", missing);
  }

  private Optional<Bundle> shadow(Bundle bundle) {
    return Host.added(bundle)
        ? Optional.empty()
        : host.named(bundle.getSymbolicName(), true).stream().findFirst();
  }

  /** What a bundle's component descriptions promise. */
  static List<Contribution> stated(Bundle bundle) {
    List<Contribution> stated = new ArrayList<>();
    for (Clauses.Clause clause : Clauses.of(bundle.getHeaders("").get("Service-Component"))) {
      int slash = clause.path().lastIndexOf('/');
      var entries =
          bundle.findEntries(
              slash < 0 ? "/" : clause.path().substring(0, slash),
              clause.path().substring(slash + 1),
              false);
      for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
        try (InputStream in = entry.openStream()) {
          stated.addAll(ComponentFile.read(in));
        } catch (IOException | XMLStreamException unreadable) {
          // What cannot be read promises nothing; the framework says so when it starts.
          continue;
        }
      }
    }
    return stated;
  }
}
