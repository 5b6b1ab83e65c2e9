package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.fetch.Repositories;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * A new bundle serves before the old one leaves, so that no call meets an empty house. The folder
 * is changed in between: up to there everything can be taken back.
 */
@Component(immediate = true)
public final class SideBySidePlugins implements Plugins {
  private static final String RIGHTS = "it runs with all your rights: add only what you trust";

  private final Host host;
  private final Shelf shelf;
  private final Fit fit;
  private final Readiness readiness;
  private final Roll roll;
  private final Ward ward;
  private final Rivals rivals;
  private final Ties ties;
  private final Deliveries deliveries;
  private final List<Trouble> troubles = new CopyOnWriteArrayList<>();

  @Activate
  public SideBySidePlugins(
      BundleContext context,
      @Reference Places places,
      @Reference ServiceComponentRuntime components,
      @Reference Ward ward,
      @Reference Repositories repositories,
      @Reference(service = LoggerFactory.class) Logger log) {
    host = new Host(context, log);
    shelf = new Shelf(places);
    fit = new Fit(host);
    readiness = new Readiness(context, components);
    this.ward = ward;
    roll = new Roll(host, readiness, ward, shelf::source);
    rivals = new Rivals(host);
    ties = new Ties(host);
    deliveries = new Deliveries(repositories, places);
    try {
      troubles.addAll(new Reconciliation(host, shelf, fit, ward, log).run());
    } catch (IOException | RuntimeException e) {
      log.error("the added plugins could not all be brought back", e);
    }
  }

  @Override
  public List<Plugin> list(Caller caller) {
    List<Trouble> all = new ArrayList<>(troubles);
    all.addAll(ward.troubles());
    return roll.call(all);
  }

  @Override
  public Plugin install(Caller caller, Wish wish) {
    try (Delivery delivery = deliveries.of(caller, wish);
        Turns.Turn turn = shelf.turn(caller);
        Shelf.Staged staged = shelf.stage(delivery.file(), delivery.called())) {
      PluginJar jar = read(staged, delivery);
      List<String> here =
          Stream.concat(
                  Stream.of(true, false)
                      .flatMap(added -> host.named(jar.name(), added).stream())
                      .map(Host::title),
                  shelved(jar.name()).stream().map(PluginJar::title))
              .distinct()
              .toList();
      if (!here.isEmpty()) {
        throw new Refusal(
            Diagnostic.user(
                "plugin.already-installed",
                "`" + here.get(0) + "` is here already",
                "`omnipkg plugin update FILE` puts another in its place"));
      }
      rivals.check(jar);
      Bundle bundle = bring(caller, jar);
      shelf.remember(jar, delivery.source());
      return told(bundle, jar, delivery);
    }
  }

  @Override
  public Plugin update(Caller caller, Wish wish) {
    Wish meant = wish;
    if (!deliveries.isThere(caller, wish.words()) && isHere(wish.words())) {
      Coordinates source = source(wish.words());
      Optional<Coordinates> newer = deliveries.newer(caller, source);
      if (newer.isEmpty()) {
        return unchanged(caller, wish.words(), source);
      }
      meant = new Wish(newer.get().words(), wish.unsigned());
    }
    try (Delivery delivery = deliveries.of(caller, meant);
        Turns.Turn turn = shelf.turn(caller);
        Shelf.Staged staged = shelf.stage(delivery.file(), delivery.called())) {
      PluginJar jar = read(staged, delivery);
      List<Bundle> shipped = host.named(jar.name(), false);
      List<Bundle> before = host.named(jar.name(), true);
      List<PluginJar> shelved = shelved(jar.name());
      if (shipped.isEmpty() && before.isEmpty() && shelved.isEmpty()) {
        throw unknown(jar.name(), "`omnipkg plugin install FILE` adds it");
      }
      Optional<Bundle> same = host.find(shelf.place(jar), jar.digest());
      if (same.filter(bundle -> bundle.getState() == Bundle.ACTIVE).isPresent()) {
        return roll.plugin(same.get(), jar.brings(), List.of("it is this very file already"));
      }
      same.ifPresent(ward.departure()::of);
      ward.check(jar);
      rivals.check(jar);
      Bundle bundle = bring(caller, jar);
      shelf.remember(jar, delivery.source());
      caller.progress().step("Waiting for calls to end");
      before.stream().filter(old -> !old.equals(bundle)).forEach(ward.departure()::of);
      shipped.forEach(host::rest);
      shelved.stream()
          .map(PluginJar::file)
          .filter(old -> !old.equals(shelf.place(jar)))
          .forEach(shelf::remove);
      troubles.removeIf(trouble -> trouble.jar().name().equals(jar.name()));
      ward.tidy();
      return told(bundle, jar, delivery);
    }
  }

  @Override
  public Plugin release(Caller caller, String name) {
    try (Turns.Turn turn = shelf.turn(caller)) {
      PluginJar jar =
          shelf.content().counting().stream()
              .filter(one -> one.name().equals(name) && ward.keepsAway(one))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Refusal(
                          Diagnostic.user(
                              "plugin.unknown",
                              "no plugin `" + name + "` is in quarantine",
                              "`omnipkg plugin list` shows what is here")));
      host.find(shelf.place(jar), jar.digest()).ifPresent(ward.departure()::of);
      Bundle bundle = bring(caller, jar);
      ward.release(jar);
      host.named(name, false).forEach(host::rest);
      return roll.plugin(bundle, jar.brings(), List.of(RIGHTS));
    }
  }

  @Override
  public Plugin remove(Caller caller, String name) {
    try (Turns.Turn turn = shelf.turn(caller)) {
      List<Bundle> added = host.named(name, true);
      List<Bundle> shipped = host.named(name, false);
      List<PluginJar> shelved = shelved(name);
      Optional<Plugin> gone =
          list(caller).stream()
              .filter(one -> one.name().equals(name) && one.origin().equals("added"))
              .findFirst();
      if (added.isEmpty() && shelved.isEmpty()) {
        throw shipped.isEmpty()
            ? unknown(name, "`omnipkg plugin list` shows what is here")
            : new Refusal(
                Diagnostic.user(
                    "plugin.shipped", "`" + name + "` comes with omnipkg and stays", ""));
      }
      List<String> notes = new ArrayList<>();
      for (Bundle bundle : shipped) {
        host.start(bundle);
        readiness.await(bundle, Roll.stated(bundle));
        notes.add(Host.title(bundle) + ", which comes with omnipkg, serves again");
      }
      shelved.forEach(shelf::dismiss);
      caller.progress().step("Waiting for calls to end");
      for (Bundle bundle : added) {
        if (!ward.departure().of(bundle)) {
          notes.add("it does not stop: what it holds is free when the daemon ends");
        }
      }
      troubles.removeIf(trouble -> trouble.jar().name().equals(name));
      ward.tidy();
      return gone.map(one -> with(one, notes))
          .orElseGet(() -> new Plugin(name, "", "added", "", List.of(), "", notes));
    }
  }

  private static Plugin with(Plugin one, List<String> notes) {
    return new Plugin(
        one.name(),
        one.version(),
        one.origin(),
        one.state(),
        one.brings(),
        one.digest(),
        one.source(),
        notes);
  }

  @Override
  public Reasons why(Caller caller, String name) {
    Plugin plugin =
        list(caller).stream()
            .filter(one -> one.name().equals(name))
            .min(Comparator.comparing(Plugin::origin))
            .orElseThrow(() -> unknown(name, "`omnipkg plugin list` shows what is here"));
    return ties.of(plugin, shelf.source(plugin.digest()));
  }

  private boolean isHere(String name) {
    return !host.named(name, true).isEmpty()
        || !host.named(name, false).isEmpty()
        || !shelved(name).isEmpty();
  }

  /** The coordinates that an added bundle came by. */
  private Coordinates source(String name) {
    return shelved(name).stream()
        .flatMap(jar -> shelf.source(jar.digest()).stream())
        .filter(source -> !source.repository().isEmpty())
        .flatMap(source -> Coordinates.of(source.words()).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "plugin.no-source",
                        "`" + name + "` did not come from a repository that could have a newer one",
                        "`omnipkg plugin update FILE` or `GROUP:ARTIFACT` puts another in its"
                            + " place")));
  }

  private Plugin unchanged(Caller caller, String name, Coordinates source) {
    return list(caller).stream()
        .filter(one -> one.name().equals(name) && one.origin().equals("added"))
        .findFirst()
        .map(one -> with(one, List.of("`" + source.words() + "` is the newest there is")))
        .orElseThrow(() -> unknown(name, "`omnipkg plugin list` shows what is here"));
  }

  private static PluginJar read(Shelf.Staged staged, Delivery delivery) {
    PluginJar jar = PluginJar.read(staged.file(), delivery.called(), staged.digest());
    jar.bringsSomething();
    jar.runsHere();
    return jar;
  }

  /** Installs, starts and waits; only what works is kept. */
  private Bundle bring(Caller caller, PluginJar jar) {
    caller.progress().step("Starting " + jar.title());
    ward.bounds().weave();
    Bundle bundle = host.install(jar, shelf.place(jar));
    try {
      fit.check(bundle);
      ward.bounds()
          .within(
              bundle,
              "starting",
              ward.bounds().starting(),
              () -> {
                host.start(bundle);
                readiness.await(bundle, jar.brings());
                return bundle;
              });
      rivals.check(bundle, ward.bounds());
      caller.progress().checkpoint();
      shelf.keep(jar);
      return bundle;
    } catch (Refusal refusal) {
      ward.departure().of(bundle);
      Diagnostic why = refusal.diagnostic();
      throw why.kind() == Diagnostic.Kind.BUG
          ? Host.doesNotStart(jar.title(), List.of(why.message()), refusal)
          : refusal;
    } catch (RuntimeException | LinkageError e) {
      ward.departure().of(bundle);
      throw e;
    }
  }

  private Plugin told(Bundle bundle, PluginJar jar, Delivery delivery) {
    List<String> notes = new ArrayList<>(delivery.notes());
    String signer = delivery.source().signer();
    if (!signer.isEmpty()) {
      notes.add("signed by " + signer);
    }
    notes.add(RIGHTS);
    return roll.plugin(bundle, jar.brings(), notes);
  }

  private List<PluginJar> shelved(String name) {
    return shelf.content().named(name);
  }

  private static Refusal unknown(String name, String hint) {
    return new Refusal(
        Diagnostic.user("plugin.unknown", "there is no plugin `" + name + "`", hint));
  }
}
