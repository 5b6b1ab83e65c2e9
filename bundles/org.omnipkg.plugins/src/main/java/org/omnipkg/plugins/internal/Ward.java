package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Places;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.bounds.Offence;
import org.omnipkg.bounds.Warden;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Puts added bundles away that went too far, and says so to whoever misses one that is gone. */
@Component(service = Ward.class)
public final class Ward implements Warden {
  static final String CODE = "plugin.quarantined";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private final Host host;
  private final Shelf shelf;
  private final Quarantine quarantine;
  private final Bounds bounds;
  private final Departure departure;
  private final Logger log;
  private final AutoCloseable reporting;

  @Activate
  public Ward(
      BundleContext context,
      @Reference Places places,
      @Reference Bounds bounds,
      @Reference(service = LoggerFactory.class) Logger log) {
    this.host = new Host(context, log);
    this.shelf = new Shelf(places);
    this.quarantine = new Quarantine(shelf::folder);
    this.bounds = bounds;
    this.departure = new Departure(host, bounds);
    this.log = log;
    this.reporting = bounds.report(this);
  }

  @Deactivate
  void close() throws Exception {
    reporting.close();
  }

  Bounds bounds() {
    return bounds;
  }

  Departure departure() {
    return departure;
  }

  /** The added jars that are kept away, as those that are not used. */
  List<Trouble> troubles() {
    Map<String, Quarantine.Note> notes = quarantine.notes();
    List<Trouble> troubles = new ArrayList<>();
    if (!notes.isEmpty()) {
      for (PluginJar jar : shelf.content().counting()) {
        Quarantine.Note note = notes.get(jar.digest());
        if (note != null) {
          troubles.add(new Trouble(jar, state(note), lines(note), false));
        }
      }
    }
    return troubles;
  }

  private static String state(Quarantine.Note note) {
    return "in quarantine since " + TIME.format(note.when());
  }

  private static List<String> lines(Quarantine.Note note) {
    List<String> lines = new ArrayList<>();
    lines.add(note.why() + " [" + note.code() + "]");
    lines.addAll(note.details());
    return lines;
  }

  boolean keepsAway(PluginJar jar) {
    return quarantine.note(jar.digest()).isPresent();
  }

  /** Refuses a file that is kept away. */
  void check(PluginJar jar) {
    Optional<Quarantine.Note> note = quarantine.note(jar.digest());
    if (note.isPresent()) {
      throw new Refusal(refused(jar, note.get()));
    }
  }

  private static Diagnostic refused(PluginJar jar, Quarantine.Note note) {
    return new Diagnostic(
        CODE,
        Diagnostic.Kind.BUG,
        "`" + jar.title() + "` is " + state(note),
        lines(note),
        "`omnipkg plugin update` with a better one, or `omnipkg plugin release "
            + jar.name()
            + "`");
  }

  /** Uses a file again; what it did is forgotten. */
  void release(PluginJar jar) {
    quarantine.lift(jar.digest());
  }

  /** After the folder changed. */
  void tidy() {
    quarantine.forgetAllBut(shelf.content().counting().stream().map(PluginJar::digest).toList());
  }

  @Override
  public void quarantine(Offence offence) {
    try {
      String digest = offence.location().substring(offence.location().indexOf(Bounds.MARK));
      digest = digest.substring(Bounds.MARK.length());
      String wanted = digest;
      // What only tries to get in is turned away by whoever lets it in.
      if (shelf.content().counting().stream().anyMatch(jar -> jar.digest().equals(wanted))) {
        Diagnostic why = offence.why();
        quarantine.keepAway(
            digest, new Quarantine.Note(offence.when(), why.code(), why.message(), why.details()));
        for (Bundle bundle : host.bundles()) {
          if (bundle.getLocation().equals(offence.location())) {
            bounds.end(bundle);
            departure.of(bundle);
            takeBack(bundle);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      log.error("{} could not be put away", offence.bundle(), e);
    }
  }

  /** A shipped bundle that it had replaced serves again. */
  private void takeBack(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    host.named(name, false).forEach(host::start);
  }

  @Override
  public Optional<Diagnostic> explain(Class<?> kind, String word) {
    Map<String, Quarantine.Note> notes = quarantine.notes();
    if (notes.isEmpty()) {
      return gone(kind, word);
    }
    return shelf.content().counting().stream()
        .filter(jar -> notes.containsKey(jar.digest()))
        .filter(jar -> jar.brings().stream().anyMatch(one -> isCalled(one, kind, word)))
        .findFirst()
        .flatMap(
            jar -> Optional.ofNullable(notes.get(jar.digest())).map(note -> refused(jar, note)))
        .or(() -> gone(kind, word));
  }

  private Optional<Diagnostic> gone(Class<?> kind, String word) {
    return kind == Ecosystem.class ? shelf.removed().explain(word) : Optional.empty();
  }

  private static boolean isCalled(Contribution one, Class<?> kind, String word) {
    return one.kind().equals(kind.getName())
        && (kind == Ecosystem.class && one.language().equals(word)
            || kind == Solver.class && one.name().equals(word));
  }
}
