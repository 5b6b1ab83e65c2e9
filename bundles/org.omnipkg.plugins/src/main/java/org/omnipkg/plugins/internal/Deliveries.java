package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.api.Plugins.Wish;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Repositories;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** From what somebody names to a file: one that is here, or one that a repository published. */
final class Deliveries {
  private static final int NAMED = 8;

  private final Repositories repositories;
  private final Places places;
  private final TrustedKeys keys;

  Deliveries(Repositories repositories, Places places) {
    this.repositories = repositories;
    this.places = places;
    this.keys = new TrustedKeys(places);
  }

  /** A file is meant wherever one of that name is there. */
  boolean isThere(Caller caller, String words) {
    return Files.exists(caller.directory().resolve(words));
  }

  Delivery of(Caller caller, Wish wish) {
    Optional<Coordinates> meant =
        isThere(caller, wish.words()) ? Optional.empty() : Coordinates.of(wish.words());
    return meant
        .map(one -> published(caller, one, wish.unsigned()))
        .orElseGet(() -> here(caller, wish.words()));
  }

  /** A version that came after the one that is here. */
  Optional<Coordinates> newer(Caller caller, Coordinates here) {
    List<String> all = versions(caller, here);
    int now = all.indexOf(here.version().orElse(""));
    Optional<String> newest = Coordinates.newest(all);
    return newest.filter(version -> all.indexOf(version) > now).map(here::at);
  }

  private Delivery here(Caller caller, String words) {
    Path file = caller.directory().resolve(words).normalize();
    return new Delivery(
        file,
        String.valueOf(file.getFileName()),
        new Source(places.pretty(file), "", "", Instant.now()),
        List.of(),
        Optional.empty());
  }

  private Delivery published(Caller caller, Coordinates meant, boolean unsigned) {
    Coordinates one = meant.version().isPresent() ? meant : meant.at(newest(caller, meant));
    Path scratch = scratch();
    try {
      caller.progress().step("Fetching " + one.words());
      Repositories.Published found = fetch(caller, one, scratch);
      List<String> notes = new ArrayList<>();
      String signer = signer(one, found, unsigned, notes);
      Source source = new Source(one.words(), found.repository(), signer, Instant.now());
      String called = String.valueOf(found.file().getFileName());
      return new Delivery(found.file(), called, source, notes, Optional.of(scratch));
    } catch (RuntimeException e) {
      Delivery.delete(scratch);
      throw e;
    }
  }

  private Repositories.Published fetch(Caller caller, Coordinates one, Path scratch) {
    try {
      return repositories.jar(
          one.group(),
          one.artifact(),
          one.version().orElseThrow(),
          scratch,
          access(caller),
          caller.progress());
    } catch (Refusal refusal) {
      if (!refusal.diagnostic().code().equals("fetch.not-found")) {
        throw refusal;
      }
      throw unpublished(one, versions(caller, one));
    }
  }

  private static Access access(Caller caller) {
    return Access.of(caller.environment(), caller.offline());
  }

  /** Ascending. */
  private List<String> versions(Caller caller, Coordinates meant) {
    Path scratch = scratch();
    try {
      return repositories.versions(
          meant.group(), meant.artifact(), scratch, access(caller), caller.progress());
    } finally {
      Delivery.delete(scratch);
    }
  }

  private String newest(Caller caller, Coordinates meant) {
    return Coordinates.newest(versions(caller, meant))
        .orElseThrow(() -> unpublished(meant, List.of()));
  }

  private static Refusal unpublished(Coordinates meant, List<String> versions) {
    List<String> newest = versions.subList(Math.max(0, versions.size() - NAMED), versions.size());
    return new Refusal(
        Diagnostic.outside(
                "plugin.not-published",
                "no Maven repository has `" + meant.words() + "`",
                versions.isEmpty()
                    ? "repositories are those of Maven's settings, `~/.m2/settings.xml`, and its"
                        + " built-in one"
                    : "")
            .with(
                newest.isEmpty()
                    ? List.of()
                    : List.of("versions there: " + String.join(", ", newest))));
  }

  /** Name and fingerprint of the one who signed it; empty only where that is allowed. */
  private String signer(
      Coordinates one, Repositories.Published found, boolean unsigned, List<String> notes) {
    try {
      if (found.signature().isEmpty()) {
        throw TrustedKeys.unsigned(one.words());
      }
      return keys.verify(found.file(), found.signature().get(), one.words());
    } catch (Refusal refusal) {
      if (unsigned && TrustedKeys.mayBeAllowed(refusal)) {
        notes.add("taken though nobody you trust signed it: " + refusal.diagnostic().message());
        return "";
      }
      throw refusal;
    }
  }

  private Path scratch() {
    try {
      return Files.createTempDirectory(Files.createDirectories(places.cache()), "plugin-");
    } catch (IOException e) {
      throw new Refusal(
          new Diagnostic(
              "plugin.not-written",
              Diagnostic.Kind.RESOURCES,
              "cannot write the folder `" + places.pretty(places.cache()) + "`",
              List.of(String.valueOf(e.getMessage())),
              ""),
          e);
    }
  }
}
