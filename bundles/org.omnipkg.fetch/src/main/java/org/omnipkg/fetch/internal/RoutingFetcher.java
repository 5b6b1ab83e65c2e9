package org.omnipkg.fetch.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.omnipkg.api.Places;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Rehearsals;
import org.omnipkg.fetch.Repositories;
import org.omnipkg.fetch.internal.cache.DocumentCache;
import org.omnipkg.fetch.internal.cache.Documents;
import org.omnipkg.fetch.internal.download.Downloads;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.http.Webs;
import org.omnipkg.fetch.internal.maven.MavenRepositories;
import org.omnipkg.fetch.internal.maven.Publications;
import org.omnipkg.fetch.internal.practice.OwnRegistry;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.fetch.internal.shared.Turns;
import org.omnipkg.fetch.internal.vfs.Address;
import org.omnipkg.fetch.internal.vfs.LocalFolder;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.fetch.internal.vfs.VirtualFiles;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Looks at the scheme of an address and hands it to who can read it. */
@Component
@Designate(ocd = RoutingFetcher.Config.class)
public final class RoutingFetcher implements Fetcher, Repositories, Rehearsals {
  @ObjectClassDefinition(name = "Fetching")
  @interface Config {
    @AttributeDefinition(description = "Seconds to wait for a connection")
    int connect_seconds() default 15;

    @AttributeDefinition(description = "Seconds without a byte after which a server is given up")
    int stall_seconds() default 30;

    @AttributeDefinition(description = "Tries in a row that bring nothing")
    int tries() default 4;

    @AttributeDefinition(description = "Milliseconds before the second try; it doubles")
    int backoff_milliseconds() default 250;

    @AttributeDefinition(description = "Longest pause in seconds, also when a server asks for more")
    int longest_pause_seconds() default 20;

    @AttributeDefinition(description = "Requests to one host at a time")
    int streams() default 50;

    @AttributeDefinition(description = "Largest document in MiB")
    int document_mebibytes() default 256;

    @AttributeDefinition(description = "Memory for the last documents in MiB")
    int memory_mebibytes() default 16;
  }

  /** Overrides {@link Config#stall_seconds()} for a daemon started with it. */
  private static final String PATIENCE = "OMNIPKG_STALL_SECONDS";

  /** What a rehearsal holds in memory of what it fetched. */
  private static final long LITTLE = 1 << 20;

  private final Path practice;
  private final Limits limits;
  private final Documents documents;
  private final Downloads downloads;
  private final VirtualFiles files;
  private final MavenRepositories maven;
  private final Publications publications;
  private final Webs webs;
  private final Turns turns = new Turns();

  @Activate
  public RoutingFetcher(@Reference Places places, Config config) {
    this(
        places.cache(),
        limits(config, System.getenv().getOrDefault(PATIENCE, "")),
        (long) config.memory_mebibytes() << 20,
        Sight.local(places.cache().resolve("vfs")));
  }

  RoutingFetcher(Path cache, Limits limits, long memory, Sight.Opener sight) {
    this(cache, new Webs(limits), limits, memory, sight);
  }

  private RoutingFetcher(Path cache, Webs webs, Limits limits, long memory, Sight.Opener sight) {
    this.practice = cache.resolve("practice");
    this.limits = limits;
    this.webs = webs;
    DocumentCache kept = new DocumentCache(cache.resolve("documents"), memory);
    this.documents = new Documents(kept, limits, Clock.systemUTC());
    this.downloads = new Downloads(limits);
    this.maven = new MavenRepositories(cache.resolve("maven"), limits);
    this.publications = new Publications(limits);
    this.files = new VirtualFiles(sight, limits.document());
  }

  private static Limits limits(Config config, String patience) {
    boolean given = patience.matches("[1-9][0-9]{0,3}");
    int silence = given ? Integer.parseInt(patience) : config.stall_seconds();
    return new Limits(
        Duration.ofSeconds(config.connect_seconds()),
        Duration.ofSeconds(silence),
        config.tries(),
        Duration.ofMillis(config.backoff_milliseconds()),
        Duration.ofSeconds(config.longest_pause_seconds()),
        config.streams(),
        (long) config.document_mebibytes() << 20);
  }

  @Override
  public Desk.Reply document(Desk.Ask ask, Access access, Progress progress) {
    return switch (scheme(ask.location())) {
      case "http", "https" -> documents.document(ask, webs.of(access), access.offline(), progress);
      default -> {
        local(ask.location());
        yield files.document(ask, access);
      }
    };
  }

  @Override
  public Optional<Desk.Reply> kept(Desk.Ask ask, Access access) {
    return switch (scheme(ask.location())) {
      case "http", "https" -> documents.kept(ask, access.offline());
      default -> Optional.empty();
    };
  }

  @Override
  public void prepare(Access access) {
    webs.prepare(access);
  }

  @Override
  public Rehearsal begin() throws IOException {
    return OwnRegistry.open(
        practice,
        (folder, trust, workers) ->
            new RoutingFetcher(
                folder,
                new Webs(limits, environment -> trust, Optional.of(workers)),
                limits,
                LITTLE,
                Sight.local(folder.resolve("vfs"))));
  }

  @Override
  public void download(Artifact artifact, Path into, Access access, Progress progress) {
    turns.with(
        into.toAbsolutePath().normalize().toString(),
        progress,
        () -> {
          switch (scheme(artifact.location())) {
            case "http", "https" -> {
              if (access.offline()) {
                throw Trouble.offline(artifact.filename());
              }
              downloads.download(artifact, into, webs.of(access), progress);
            }
            case "maven" -> maven.download(artifact, into, access, progress);
            default -> {
              local(artifact.location());
              files.download(artifact, into, access, progress);
            }
          }
          return Files.exists(into);
        });
  }

  @Override
  public List<URI> children(URI location, Access access, Progress progress) {
    local(location);
    return LocalFolder.children(location).orElseGet(() -> files.children(location, access));
  }

  @Override
  public void copy(URI location, Path into, Access access, Progress progress) {
    local(location);
    turns.with(
        into.toAbsolutePath().normalize().toString(),
        progress,
        () -> {
          files.copy(location, into, access, progress);
          return true;
        });
  }

  @Override
  public List<String> versions(
      String group, String artifact, Path scratch, Access access, Progress progress) {
    return publications.versions(group, artifact, scratch, access, progress);
  }

  @Override
  public Published jar(
      String group, String artifact, String version, Path into, Access access, Progress progress) {
    return publications.jar(group, artifact, version, into, access, progress);
  }

  private static void local(URI location) {
    if (!Address.isFile(scheme(location))) {
      throw Trouble.unsupported(Redaction.name(location), scheme(location));
    }
  }

  private static String scheme(URI location) {
    return String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
  }
}
