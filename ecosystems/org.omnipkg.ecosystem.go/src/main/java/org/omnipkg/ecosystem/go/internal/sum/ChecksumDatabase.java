package org.omnipkg.ecosystem.go.internal.sum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * Asks the checksum database of one request. Its log is believed only as far as it proves itself:
 * the tree is signed, contains the record, and continues the tree that was seen before.
 */
public final class ChecksumDatabase {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final String CACHE = "go-sumdb";

  private final Desk desk;
  private final GoEnvironment environment;
  private final List<String> proxies;
  private final Map<String, Optional<Sums>> known = new ConcurrentHashMap<>();
  private @Nullable Session session;

  /**
   * @param sources proxies, which may answer in the database's place
   */
  public ChecksumDatabase(Desk desk, GoEnvironment environment, List<Source> sources) {
    this.desk = desk;
    this.environment = environment;
    this.proxies =
        sources.stream()
            .map(source -> source.location().toString().replaceAll("/+$", ""))
            .filter(address -> address.startsWith("http"))
            .toList();
  }

  /** A database, where it answers, and the tree all its answers are held against. */
  private record Session(GoEnvironment.Sumdb sumdb, String base, TreeHead head, Tiles tiles) {}

  /**
   * The hashes of a module.
   *
   * @return empty where the user's settings let it go unchecked
   * @throws Refusal {@code integrity.sumdb} when the answer does not prove itself
   */
  public Optional<Sums> sums(String path, String version) {
    return known.computeIfAbsent(path + "@" + version, module -> find(path, version));
  }

  private Optional<Sums> find(String path, String version) {
    if (environment.unchecked(path)) {
      return Optional.empty();
    }
    String module = path + "@" + version;
    Optional<Session> open = session();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Session session = open.get();
    String lookup = "lookup/" + ModulePath.escape(path) + "@" + ModulePath.escape(version);
    byte[] body =
        fetch(session.base + "/" + lookup, Desk.Ask.FOR_EVER)
            .orElseThrow(
                () -> silent(session.sumdb, "`" + module + "`", "it does not know that version"));
    try {
      return Optional.of(checked(new String(body, StandardCharsets.UTF_8), path, version, session));
    } catch (SumdbFlaw e) {
      throw lying(session.sumdb, module, e.why());
    }
  }

  private Sums checked(String answer, String path, String version, Session session) {
    int line = answer.indexOf('\n');
    int end = answer.indexOf("\n\n", line);
    if (line < 0 || end < 0 || !answer.substring(0, line).matches("[0-9]{1,18}")) {
      throw new SumdbFlaw("its answer cannot be read");
    }
    long id = Long.parseLong(answer.substring(0, line));
    String record = answer.substring(line + 1, end + 1);
    Session over = session;
    if (id >= session.head.size()) {
      over = session(session.sumdb, session.base, answer.substring(end + 2));
      if (id >= over.head.size()) {
        throw new SumdbFlaw("its record lies beyond its tree");
      }
    }
    Hash leaf = Hash.leaf(record.getBytes(StandardCharsets.UTF_8));
    if (!Proofs.rootOver(id, leaf, over.head.size(), over.tiles).equals(over.head.root())) {
      throw new SumdbFlaw("the record it shows is not in the tree it signed");
    }
    return new Sums(
        hash(record, path + " " + version), hash(record, path + " " + version + "/go.mod"));
  }

  private static String hash(String record, String what) {
    for (String line : record.split("\n", -1)) {
      if (line.startsWith(what + " h1:")) {
        return line.substring(what.length() + " h1:".length());
      }
    }
    throw new SumdbFlaw("its record is of another module");
  }

  private synchronized Optional<Session> session() {
    if (session == null) {
      Optional<GoEnvironment.Sumdb> sumdb = environment.sumdb();
      if (sumdb.isEmpty()) {
        return Optional.empty();
      }
      String base = base(sumdb.get());
      byte[] note =
          fetch(base + "/latest", FRESH)
              .orElseThrow(
                  () -> silent(sumdb.get(), "anything", "it does not show the tree it has"));
      try {
        session = session(sumdb.get(), base, new String(note, StandardCharsets.UTF_8));
      } catch (SumdbFlaw e) {
        throw lying(sumdb.get(), "its tree", e.why());
      }
    }
    return Optional.of(session);
  }

  /** The first proxy that answers for it, else the database itself. */
  private String base(GoEnvironment.Sumdb sumdb) {
    for (String proxy : proxies) {
      String base = proxy + "/sumdb/" + sumdb.name();
      if (fetch(base + "/supported", Duration.ofDays(1)).isPresent()) {
        return base;
      }
    }
    return sumdb.address().toString().replaceAll("/+$", "");
  }

  private Session session(GoEnvironment.Sumdb sumdb, String base, String note) {
    TreeHead said = head(note, sumdb.key());
    Path kept = kept(sumdb);
    Optional<TreeHead> before = read(kept).map(old -> head(old, sumdb.key()));
    TreeHead head = said;
    Tiles tiles = new Tiles(base, said.size(), desk);
    if (before.isPresent()) {
      head = said.size() >= before.get().size() ? said : before.get();
      TreeHead older = head == said ? before.get() : said;
      tiles = new Tiles(base, head.size(), desk);
      if (!continues(older, head, tiles)) {
        throw new SumdbFlaw("the tree it shows does not continue the one it showed before");
      }
    }
    if (before.isEmpty() || head.size() > before.get().size()) {
      write(kept, note);
    }
    return new Session(sumdb, base, head, tiles);
  }

  private static boolean continues(TreeHead older, TreeHead newer, Tiles tiles) {
    return older.equals(newer)
        || Proofs.root(older.size(), tiles).equals(older.root())
            && Proofs.rootAlong(older.size(), newer.size(), tiles).equals(newer.root());
  }

  private static TreeHead head(String note, String key) {
    return Note.open(note, key)
        .flatMap(TreeHead::of)
        .orElseThrow(() -> new SumdbFlaw("the tree it shows is not signed with its key"));
  }

  private Path kept(GoEnvironment.Sumdb sumdb) {
    return desk.cache(CACHE).resolve(Digests.hex(sumdb.key().getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, String note) {
    try {
      Path staged = Files.createTempFile(file.getParent(), "tree", ".tmp");
      Files.writeString(staged, note);
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<byte[]> fetch(String address, Duration fresh) {
    return desk.fetch(Desk.Ask.of(URI.create(address), "", fresh)).body();
  }

  private static Refusal lying(GoEnvironment.Sumdb sumdb, String module, String why) {
    return new Refusal(
        Diagnostic.outside(
                "integrity.sumdb",
                "SECURITY: the checksum database `" + sumdb.name() + "` contradicts itself",
                "do not go on: somebody between you and it, or it itself, is lying")
            .with(List.of("asked about " + module, why)));
  }

  private static Refusal silent(GoEnvironment.Sumdb sumdb, String module, String why) {
    return new Refusal(
        Diagnostic.outside(
                "integrity.unvouched",
                "the checksum database `" + sumdb.name() + "` does not vouch for " + module,
                "for modules of your own set `GOPRIVATE` or `GONOSUMDB`")
            .with(List.of(why)));
  }
}
