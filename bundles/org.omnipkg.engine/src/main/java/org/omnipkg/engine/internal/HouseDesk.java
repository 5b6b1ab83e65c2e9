package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.environment.State;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.store.Store;

/** The desk of one request. */
final class HouseDesk implements Desk, AutoCloseable {
  private final Caller caller;
  private final Wishes wishes;
  private final DeskRooms rooms;
  private final Fetcher fetcher;
  private final Places places;
  private final RequestSources sources;
  private final Map<String, String> finished = new ConcurrentHashMap<>();

  /** Each is listed once for a request, which asks it for every name. */
  private final Map<URI, Reply> folders = new ConcurrentHashMap<>();

  private final Set<String> notes = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> others = new ConcurrentHashMap<>();
  private final Reading reading = new Reading();
  private final @Nullable HouseDesk whole;
  private final Scratch scratch;
  private @Nullable Repositories repositories;

  HouseDesk(Caller caller, Wishes wishes, DeskRooms rooms) {
    this(caller, wishes, rooms, new RequestSources(rooms.sources(), wishes, null), null);
  }

  private HouseDesk(
      Caller caller,
      Wishes wishes,
      DeskRooms rooms,
      RequestSources sources,
      @Nullable HouseDesk whole) {
    this.caller = caller;
    this.wishes = wishes;
    this.rooms = rooms;
    this.fetcher = rooms.fetcher();
    this.places = rooms.places();
    this.sources = sources;
    this.whole = whole;
    this.scratch = whole == null ? new Scratch(rooms.store(), places.cache()) : whole.scratch;
  }

  /** The same desk over other sources; scratch is its own. */
  HouseDesk with(Wishes other) {
    return new HouseDesk(caller, other, rooms);
  }

  /** The same desk without the network: what is cached, however old. Scratch is its own. */
  HouseDesk cachedOnly() {
    Caller still =
        new Caller(
            caller.environment(), caller.directory(), true, caller.patience(), caller.progress());
    HouseDesk desk = new HouseDesk(still, wishes, rooms);
    desk.sources.know(sources);
    return desk;
  }

  /** The same desk, scratch included, that shows only what is on this machine for sure. */
  HouseDesk near() {
    return new HouseDesk(
        caller, wishes, rooms, new RequestSources(rooms.sources(), wishes, sources), this);
  }

  /** Whose variables and sources a fetch goes by. */
  Access access() {
    return new Access(caller.environment(), caller.offline(), sources::label);
  }

  /** The store as a place of this request. */
  StoredReleases.Place stored(String ecosystem) {
    return whole == null ? sources.stored(ecosystem, this) : whole.stored(ecosystem);
  }

  /** Offers with the real artifacts where the store's excerpts were listed. */
  List<State.Offer> real(List<State.Offer> offers) {
    return sources.real(offers);
  }

  Caller caller() {
    return caller;
  }

  /** Keeps what this request stores and links until the desk is closed. */
  Store.Hold hold() {
    return scratch.hold();
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
    Optional<String> own = sources.page(ask.location());
    if (own.isPresent()) {
      return page(ask.location(), own.get());
    }
    Reply listed = folders.get(ask.location());
    if (listed == null && isListed(ask.location())) {
      listed =
          page(
              ask.location(),
              LocalPages.page(fetcher.children(ask.location(), access(), progress())));
      folders.put(ask.location(), listed);
    }
    if (listed != null) {
      return listed;
    }
    Optional<Reply> here = ask.range().isPresent() ? landing().part(ask) : Optional.empty();
    if (here.isPresent()) {
      return here.get();
    }
    Reply reply = fetcher.document(ask, access(), progress());
    reading.read(ask, reply, clock().instant());
    return reply;
  }

  private static Reply page(URI location, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(200, location, Map.of("content-type", "text/html"), Optional.of(body));
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

  /** Other languages were asked in the course of a solve, as they were when it began with them. */
  void involve(Map<String, Long> editions) {
    editions.forEach(others::putIfAbsent);
  }

  /** The other languages that solves on this desk asked, with their editions. */
  Map<String, Long> involved() {
    return Map.copyOf(others);
  }

  /** How many lines were told that whoever gets the same answer later would miss. */
  int notes() {
    return notes.size();
  }

  /** A folder with a page of its own is an index's; a flat place shows what lies in it. */
  private boolean isListed(URI location) {
    if (!LocalPages.isLocalFolder(location)) {
      return false;
    }
    boolean page =
        "file".equals(location.getScheme())
            && Files.isRegularFile(Path.of(location).resolve("index.html"));
    return !page || sources.isFlat(location);
  }

  @Override
  public Path download(Artifact artifact) {
    Path file = landing().of(artifact);
    try {
      return alone(
          artifact,
          waited -> {
            if (!Files.exists(file)) {
              Files.createDirectories(file.getParent());
              new Arrival(this, rooms, sources).of(artifact, file);
            }
            return file;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Work on the file of an artifact: builds of one request may need the same one at once. */
  <T> T alone(Artifact artifact, Scratch.Work<T> work) throws IOException {
    return scratch.alone(landing().of(artifact), work);
  }

  /** The files of this request. */
  Landing landing() {
    return new Landing(scratch);
  }

  /** Whether a language has its own way from the words for a repository to a commit of it. */
  boolean isPackedByItself(String language) {
    return rooms.packed().isSkill(language);
  }

  synchronized Repositories repositories() {
    if (whole != null) {
      return whole.repositories();
    }
    if (repositories == null) {
      repositories = new Repositories(this);
    }
    return repositories;
  }

  @Override
  public Map<String, String> references(GitPlace place) {
    return repositories().references(place);
  }

  @Override
  public GitPlace pinned(GitPlace place) {
    return repositories().pinned(place);
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
    return rooms.processes().run(allowed, progress());
  }

  @Override
  public Provisioned tool(Tool tool) {
    return rooms.tools().provide(tool, this);
  }

  /** One that is to run on a runtime of the target. */
  Provisioned tool(Tool tool, Target on) {
    return rooms.tools().provide(tool, Optional.of(on), this);
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return sources.of(ecosystem, whole == null ? this : whole);
  }

  @Override
  public Path scratch() {
    return scratch.folder();
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
  public void close() {
    if (whole == null) {
      scratch.close(left -> progress().note("could not remove " + places.pretty(left)));
    }
  }
}
