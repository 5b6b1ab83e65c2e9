package org.omnipkg.fetch.internal.cache;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.internal.http.Answer;
import org.omnipkg.fetch.internal.http.Cut;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.http.Patience;
import org.omnipkg.fetch.internal.http.Wanted;
import org.omnipkg.fetch.internal.http.Web;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.fetch.internal.shared.Turns;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

/** Documents from HTTP servers, asked for again only when the copy at hand is too old. */
public final class Documents {
  private static final Set<String> UNKEPT =
      Set.of("set-cookie", "content-encoding", "content-length", "transfer-encoding");

  private final Patience patience;
  private final DocumentCache cache;
  private final Limits limits;
  private final Clock clock;
  private final Turns turns = new Turns();

  public Documents(DocumentCache cache, Limits limits, Clock clock) {
    this.patience = new Patience(limits);
    this.cache = cache;
    this.limits = limits;
    this.clock = clock;
  }

  public Desk.Reply document(Desk.Ask ask, Web web, boolean offline, Progress progress) {
    String key = DocumentCache.key(ask);
    Instant asked = clock.instant();
    Optional<Stored> known = cache.find(key);
    if (known.isPresent() && (offline || isFresh(known.get(), ask, asked))) {
      return reply(ask, known.get());
    }
    if (offline) {
      throw Trouble.offline(Redaction.name(ask.location()));
    }
    return turns.with(
        key,
        progress,
        () -> {
          Optional<Stored> now = cache.find(key);
          boolean someoneElseDid = now.isPresent() && now.get().checked().isAfter(asked);
          boolean fresh = now.isPresent() && isFresh(now.get(), ask, clock.instant());
          return reply(
              ask,
              someoneElseDid || fresh ? now.orElseThrow() : renew(key, ask, now, web, progress));
        });
  }

  /** What would be answered without asking the server, all but its body. */
  public Optional<Desk.Reply> kept(Desk.Ask ask, boolean offline) {
    return cache
        .head(DocumentCache.key(ask))
        .filter(head -> offline || isFresh(head.document(), ask, clock.instant()))
        .map(
            head -> {
              Desk.Reply reply = reply(ask, head.document());
              return new Desk.Reply(
                  reply.status(), reply.location(), reply.headers(), Optional.empty());
            });
  }

  private static boolean isFresh(Stored stored, Desk.Ask ask, Instant now) {
    return !Freshness.left(stored, ask.fresh(), now).isZero();
  }

  private Stored renew(
      String key, Desk.Ask ask, Optional<Stored> known, Web web, Progress progress) {
    String what = Redaction.name(ask.location());
    Stored fresh =
        patience.run(
            what,
            ask.location(),
            progress,
            () -> 0,
            -1,
            () -> answer(what, ask, known, web, progress));
    try {
      if (fresh.status() == 304) {
        return cache.touch(key, known.orElseThrow(), clock.instant());
      }
      cache.keep(key, fresh);
      return fresh;
    } catch (IOException e) {
      throw Trouble.notWritten(what, e);
    }
  }

  private Stored answer(
      String what, Desk.Ask ask, Optional<Stored> known, Web web, Progress progress)
      throws IOException {
    Map<String, String> headers = headers(ask, known);
    try (Answer answer = web.get(new Wanted(what, ask.location(), headers), progress)) {
      if (answer.status() != 416 || ask.range().isEmpty()) {
        return read(what, answer, known.isPresent());
      }
    }
    // some servers refuse the last N bytes of a file that has fewer
    headers.remove("Range");
    try (Answer whole = web.get(new Wanted(what, ask.location(), headers), progress)) {
      return read(what, whole, known.isPresent());
    }
  }

  private static Map<String, String> headers(Desk.Ask ask, Optional<Stored> known) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!ask.accept().isEmpty()) {
      headers.put("Accept", ask.accept());
    }
    ask.range()
        .ifPresentOrElse(
            range -> headers.put("Range", "bytes=" + range),
            () -> headers.put("Accept-Encoding", "gzip"));
    known
        .filter(stored -> stored.body().isPresent())
        .map(Stored::headers)
        .ifPresent(
            kept -> {
              if (kept.containsKey("etag")) {
                headers.put("If-None-Match", kept.get("etag"));
              } else if (kept.containsKey("last-modified")) {
                headers.put("If-Modified-Since", kept.get("last-modified"));
              }
            });
    return headers;
  }

  private Stored read(String what, Answer answer, boolean known) throws IOException {
    int status = answer.status();
    boolean absent = status == 404 || status == 410;
    if (!absent && status != 200 && status != 206 && !(status == 304 && known)) {
      throw Trouble.server(what, status, null);
    }
    Optional<byte[]> body =
        absent || status == 304 ? Optional.empty() : Optional.of(body(what, answer));
    Map<String, String> headers = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    headers.keySet().removeIf(name -> UNKEPT.contains(name) || name.startsWith(":"));
    return Stored.of(status, base(answer.location()), Map.copyOf(headers), clock.instant(), body);
  }

  private byte[] body(String what, Answer answer) throws IOException {
    int most = (int) Math.min(limits.document(), Integer.MAX_VALUE - 16);
    byte[] bytes;
    if (answer.header("content-encoding").matches("(?i)(x-)?gzip")) {
      try (InputStream plain = new GZIPInputStream(answer.body(), 16384)) {
        bytes = plain.readNBytes(most + 1);
      } catch (ZipException | EOFException e) {
        throw new Cut(e);
      }
    } else {
      bytes = answer.body().readNBytes(most + 1);
    }
    if (bytes.length > most) {
      throw Trouble.tooLarge(what, most);
    }
    return bytes;
  }

  /** Links resolve against it; its query may hold a token and is not kept. */
  private static URI base(URI found) {
    return URI.create(found.toString().replaceFirst("\\?.*", ""));
  }

  private Desk.Reply reply(Desk.Ask ask, Stored stored) {
    Map<String, String> headers = new TreeMap<>(stored.headers());
    headers.put(
        Fetcher.FRESH_MILLIS,
        String.valueOf(Freshness.left(stored, ask.fresh(), clock.instant()).toMillis()));
    if (!stored.sha256().isEmpty()) {
      headers.put(Desk.DIGEST, stored.sha256());
    }
    URI location = stored.location();
    String authority = ask.location().getRawAuthority();
    if (authority != null && authority.contains("@") && Web.sameOrigin(location, ask.location())) {
      // links of the document are relative to it and need the same credentials
      String replacement = Matcher.quoteReplacement("//" + authority);
      location = URI.create(location.toString().replaceFirst("//[^/?#]*", replacement));
    }
    // callers own what they get
    return new Desk.Reply(stored.status(), location, headers, stored.body().map(byte[]::clone));
  }
}
