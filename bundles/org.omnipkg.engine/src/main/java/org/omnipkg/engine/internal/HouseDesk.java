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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
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
  private final Map<String, List<Source>> sources = new ConcurrentHashMap<>();
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
      Store store) {
    this.caller = caller;
    this.wishes = wishes;
    this.fetcher = fetcher;
    this.processes = processes;
    this.places = places;
    this.tools = tools;
    this.sourceList = sourceList;
    this.store = store;
  }

  /** The same desk over other sources; scratch is its own. */
  HouseDesk with(Wishes other) {
    return new HouseDesk(caller, other, fetcher, processes, places, tools, sourceList, store);
  }

  /** The same desk without the network: what is cached, however old. Scratch is its own. */
  HouseDesk cachedOnly() {
    Caller still =
        new Caller(
            caller.environment(), caller.directory(), true, caller.patience(), caller.progress());
    HouseDesk desk =
        new HouseDesk(still, wishes, fetcher, processes, places, tools, sourceList, store);
    desk.sources.putAll(sources);
    return desk;
  }

  Caller caller() {
    return caller;
  }

  /** Keeps what this request stores and links until the desk is closed. */
  synchronized Store.Hold hold() {
    if (hold == null) {
      hold = store.hold();
    }
    return hold;
  }

  Wishes wishes() {
    return wishes;
  }

  @Override
  public Reply fetch(Ask ask) {
    progress().checkpoint();
    if (LocalPages.isLocalFolder(ask.location())) {
      String page = LocalPages.page(fetcher.children(ask.location(), caller.offline(), progress()));
      return new Reply(
          200,
          ask.location(),
          Map.of("content-type", "text/html"),
          Optional.of(page.getBytes(StandardCharsets.UTF_8)));
    }
    return fetcher.document(ask, caller.offline(), progress());
  }

  @Override
  public Path download(Artifact artifact) {
    Path into = scratch().resolve(Integer.toHexString(artifact.location().hashCode()));
    try {
      Path file = Files.createDirectories(into).resolve(artifact.filename());
      if (!Files.exists(file)) {
        fetcher.download(artifact, file, caller.offline(), progress());
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
      known = List.copyOf(sourceList.effective(ecosystem, wishes, this));
      sources.put(ecosystem, known);
    }
    return known;
  }

  @Override
  public synchronized Path scratch() {
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
    return new Interruptible(caller.progress());
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
