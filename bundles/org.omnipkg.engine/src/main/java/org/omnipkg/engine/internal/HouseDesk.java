package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.environment.State;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;
import org.omnipkg.store.Store;

/** The desk of one request. */
final class HouseDesk implements Desk, AutoCloseable {
  private final Caller caller;
  private final Wishes wishes;
  private final Fetcher fetcher;
  private final Processes processes;
  private final Places places;
  private final Tools tools;
  private final SourceList sourceList;
  private final Store store;
  private final Unpacker unpacker;
  private final Map<String, List<Source>> sources = new ConcurrentHashMap<>();
  private final Map<String, StoredReleases.Place> stored = new ConcurrentHashMap<>();
  private final Map<String, String> finished = new ConcurrentHashMap<>();
  private final AtomicInteger notes = new AtomicInteger();
  private final Reading reading = new Reading();
  private final @Nullable HouseDesk whole;
  private @Nullable Path scratch;
  private Store.@Nullable Hold hold;

  HouseDesk(
      Caller caller,
      Wishes wishes,
      Fetcher fetcher,
      Processes processes,
      Places places,
      Tools tools,
      SourceList sourceList,
      Store store,
      Unpacker unpacker) {
    this(caller, wishes, fetcher, processes, places, tools, sourceList, store, unpacker, null);
  }

  private HouseDesk(
      Caller caller,
      Wishes wishes,
      Fetcher fetcher,
      Processes processes,
      Places places,
      Tools tools,
      SourceList sourceList,
      Store store,
      Unpacker unpacker,
      @Nullable HouseDesk whole) {
    this.whole = whole;
    this.caller = caller;
    this.wishes = wishes;
    this.fetcher = fetcher;
    this.processes = processes;
    this.places = places;
    this.tools = tools;
    this.sourceList = sourceList;
    this.store = store;
    this.unpacker = unpacker;
  }

  /** The same desk over other sources; scratch is its own. */
  HouseDesk with(Wishes other) {
    return new HouseDesk(
        caller, other, fetcher, processes, places, tools, sourceList, store, unpacker);
  }

  /** The same desk without the network: what is cached, however old. Scratch is its own. */
  HouseDesk cachedOnly() {
    Caller still =
        new Caller(
            caller.environment(), caller.directory(), true, caller.patience(), caller.progress());
    HouseDesk desk =
        new HouseDesk(
            still, wishes, fetcher, processes, places, tools, sourceList, store, unpacker);
    desk.sources.putAll(sources);
    return desk;
  }

  /** The same desk, scratch included, that shows only what is on this machine for sure. */
  HouseDesk near() {
    return new HouseDesk(
        caller, wishes, fetcher, processes, places, tools, sourceList, store, unpacker, this);
  }

  /** Whose variables and sources a fetch goes by. */
  Access access() {
    return new Access(caller.environment(), caller.offline(), this::label);
  }

  /** The label of the source whose server an address names. */
  private String label(URI location) {
    return sources.values().stream()
        .flatMap(List::stream)
        .filter(source -> authority(source.location()).equals(authority(location)))
        .findFirst()
        .map(Source::label)
        .orElse("");
  }

  /** With the login of the source on whose server it lies, unless it brings one. */
  private Artifact shown(Artifact artifact) {
    URI location = artifact.location();
    if (location.getHost() == null || location.getRawAuthority().contains("@")) {
      return artifact;
    }
    return sources.values().stream()
        .flatMap(List::stream)
        .map(Source::location)
        .filter(source -> source.getHost() != null && source.getRawAuthority().contains("@"))
        .filter(source -> authority(source).equals(authority(location)))
        .findFirst()
        .map(source -> at(artifact, source.getRawAuthority()))
        .orElse(artifact);
  }

  private static Artifact at(Artifact artifact, String authority) {
    String place =
        artifact
            .location()
            .toString()
            .replaceFirst("//[^/?#]*", Matcher.quoteReplacement("//" + authority));
    return new Artifact(
        artifact.filename(),
        artifact.format(),
        URI.create(place),
        artifact.hashes(),
        artifact.size(),
        artifact.facts());
  }

  private static String authority(URI location) {
    return location.getScheme() + "://" + location.getHost() + ":" + location.getPort();
  }

  /** The store as a place of this request. */
  StoredReleases.Place stored(String ecosystem) {
    if (whole != null) {
      return whole.stored(ecosystem);
    }
    StoredReleases.Place known = stored.get(ecosystem);
    if (known == null) {
      known = sourceList.stored(ecosystem, this);
      stored.put(ecosystem, known);
    }
    return known;
  }

  /** Offers with the real artifacts where the store's excerpts were listed. */
  List<State.Offer> real(List<State.Offer> offers) {
    return stored.isEmpty()
        ? offers
        : offers.stream()
            .map(
                offer ->
                    new State.Offer(
                        offer.pin(), offer.artifacts().stream().map(this::real).toList()))
            .toList();
  }

  private Artifact real(Artifact artifact) {
    return stored.values().stream()
        .map(place -> place.real(artifact))
        .filter(real -> real != artifact)
        .findFirst()
        .orElse(artifact);
  }

  Caller caller() {
    return caller;
  }

  /** Keeps what this request stores and links until the desk is closed. */
  synchronized Store.Hold hold() {
    if (whole != null) {
      return whole.hold();
    }
    if (hold == null) {
      hold = store.hold();
    }
    return hold;
  }

  /** Key of the completed tree that this request uses in the place of one. */
  Optional<String> finished(Store.Tree base) {
    return Optional.ofNullable(finished.get(base.name()));
  }

  void finish(Store.Tree base, String key) {
    finished.put(base.name(), key);
  }

  /** Where environments lie. */
  Path environments() {
    return places.environments();
  }

  Wishes wishes() {
    return wishes;
  }

  @Override
  public Reply fetch(Ask ask) {
    progress().checkpoint();
    Optional<String> own = storedPage(ask.location());
    if (own.isPresent() || isListed(ask.location())) {
      String page =
          own.orElseGet(
              () -> LocalPages.page(fetcher.children(ask.location(), access(), progress())));
      return new Reply(
          200,
          ask.location(),
          Map.of("content-type", "text/html"),
          Optional.of(page.getBytes(StandardCharsets.UTF_8)));
    }
    Reply reply = fetcher.document(ask, access(), progress());
    reading.read(ask, reply, clock().instant());
    return reply;
  }

  @Override
  public Optional<Reply> kept(Ask ask) {
    Optional<Reply> kept = fetcher.kept(ask, access());
    kept.ifPresent(reply -> reading.read(ask, reply, clock().instant()));
    return kept;
  }

  /** Until when all documents that were read here may be used without asking for them anew. */
  Instant fresh() {
    return reading.end();
  }

  /** How many lines were told that whoever gets the same answer later would miss. */
  int notes() {
    return notes.get();
  }

  /** A folder with a page of its own is an index's; a flat place shows what lies in it. */
  private boolean isListed(URI location) {
    if (!LocalPages.isLocalFolder(location)) {
      return false;
    }
    boolean page =
        "file".equals(location.getScheme())
            && Files.isRegularFile(Path.of(location).resolve("index.html"));
    return !page
        || sources.values().stream()
            .flatMap(List::stream)
            .anyMatch(s -> s.form() == Source.Form.FLAT && s.location().equals(location));
  }

  /** The store's own page names the digests of the real artifacts, so that trees are found. */
  private Optional<String> storedPage(URI location) {
    if (whole != null) {
      return whole.storedPage(location);
    }
    return stored.values().stream()
        .filter(place -> place.source().filter(s -> s.location().equals(location)).isPresent())
        .findFirst()
        .map(StoredReleases.Place::page);
  }

  @Override
  public Path download(Artifact artifact) {
    Path into = scratch().resolve(Integer.toHexString(artifact.location().hashCode()));
    try {
      Path file = Files.createDirectories(into).resolve(artifact.filename());
      if (!Files.exists(file)) {
        new VerifiedDownload(fetcher, unpacker).run(shown(artifact), file, access(), progress());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Output run(Command command) {
    progress().checkpoint();
    Command allowed =
        wishes.sandbox()
            ? command
            : new Command(
                command.argv(),
                command.directory(),
                command.environment(),
                command.input(),
                command.timeout(),
                Optional.empty());
    return processes.run(allowed, progress());
  }

  @Override
  public Provisioned tool(Tool tool) {
    return tools.provide(tool, this);
  }

  @Override
  public List<Source> sources(String ecosystem) {
    List<Source> known = sources.get(ecosystem);
    if (known == null) {
      known = List.copyOf(whole == null ? all(ecosystem) : nearOf(whole.sources(ecosystem)));
      sources.put(ecosystem, known);
    }
    return known;
  }

  private List<Source> all(String ecosystem) {
    List<Source> all = new ArrayList<>(sourceList.effective(ecosystem, wishes, this));
    stored(ecosystem).source().ifPresent(all::add);
    return all;
  }

  private static List<Source> nearOf(List<Source> sources) {
    return sources.stream().filter(s -> "file".equals(s.location().getScheme())).toList();
  }

  @Override
  public synchronized Path scratch() {
    if (whole != null) {
      return whole.scratch();
    }
    if (scratch == null) {
      try {
        Path all = Files.createDirectories(places.cache().resolve("scratch"));
        scratch = Files.createDirectory(all.resolve(hold().name()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return scratch;
  }

  @Override
  public Path cache(String name) {
    try {
      return Files.createDirectories(places.cache().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Progress progress() {
    return new Interruptible(caller.progress(), notes);
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public boolean offline() {
    return caller.offline();
  }

  @Override
  public Map<String, String> environment() {
    return caller.environment();
  }

  @Override
  public Path directory() {
    return caller.directory();
  }

  @Override
  public synchronized void close() {
    Path folder = scratch;
    scratch = null;
    if (folder != null) {
      try {
        delete(folder);
      } catch (IOException e) {
        progress().note("could not remove " + places.pretty(folder));
      }
    }
    Store.Hold held = hold;
    hold = null;
    if (held != null) {
      held.close();
    }
  }

  /** Removes a folder without following links. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            dir.toFile().setWritable(true, true);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** An address as typed: a URL, or a path relative to the caller's directory. */
  static URI address(String spelled, Path directory) {
    if (spelled.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return URI.create(spelled);
    }
    String home = System.getProperty("user.home", "");
    String path = spelled.startsWith("~/") ? home + spelled.substring(1) : spelled;
    return directory.resolve(path).normalize().toUri();
  }
}
