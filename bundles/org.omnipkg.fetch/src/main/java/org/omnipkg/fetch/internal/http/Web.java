package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.fetch.internal.shared.Waiting;
import org.omnipkg.model.Progress;

/** One exchange with HTTP servers: redirects by hand, credentials, the gate, silence noticed. */
public final class Web {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int HOPS = 10;

  private final Limits limits;
  private final Line line;
  private final Credentials credentials;
  private final Function<URI, String> label;

  Web(Limits limits, Line line, Credentials credentials, Function<URI, String> label) {
    this.limits = limits;
    this.line = line;
    this.credentials = credentials;
    this.label = label;
  }

  /**
   * Asks once, following redirects.
   *
   * @throws IOException when another try may go better
   */
  public Answer get(Wanted wanted, Progress progress) throws IOException {
    URI location = wanted.location();
    Optional<String> authorization = credentials.of(location);
    for (int hop = 0; hop <= HOPS; hop++) {
      Answer answer = exchange(wanted, location, authorization, progress);
      if (!REDIRECTS.contains(answer.status())) {
        return judged(wanted, answer);
      }
      answer.close();
      URI next = target(wanted, location, answer.header("location"));
      if (!sameOrigin(location, next)) {
        authorization = credentials.netrc(next);
      }
      location = next;
    }
    throw Trouble.badRedirect(wanted.what(), "more than " + HOPS + " times");
  }

  private Answer judged(Wanted wanted, Answer answer) throws Busy {
    int status = answer.status();
    if (status < 400 || status == 404 || status == 410 || status == 416) {
      return answer;
    }
    answer.close();
    if (LATER.contains(status)) {
      throw new Busy(status, RetryAfter.parse(answer.header("retry-after"), Clock.systemUTC()));
    }
    if (status == 407) {
      throw Trouble.forbidden(wanted.what(), status);
    }
    if (status == 401 || status == 403) {
      throw Trouble.unauthorized(
          wanted.what(), label.apply(wanted.location()), "it answered `" + status + "`");
    }
    throw Trouble.server(wanted.what(), status, null);
  }

  private static URI target(Wanted wanted, URI from, String header) {
    URI next;
    try {
      next = from.resolve(Redaction.bare(URI.create(header.replace(" ", "%20"))));
    } catch (IllegalArgumentException e) {
      throw Trouble.badRedirect(wanted.what(), "the address is malformed");
    }
    String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
    if (header.isEmpty() || next.getHost() == null || !scheme.matches("https?")) {
      throw Trouble.badRedirect(wanted.what(), "the address is no HTTP address");
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && scheme.equals("http")) {
      throw Trouble.badRedirect(wanted.what(), "from HTTPS to plain HTTP");
    }
    return next;
  }

  /** True when what is secret for one address may be shown at the other. */
  public static boolean sameOrigin(URI one, URI other) {
    return origin(one).equals(origin(other));
  }

  private static String origin(URI location) {
    String scheme = String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
    int port = location.getPort() >= 0 ? location.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme
        + "://"
        + String.valueOf(location.getHost()).toLowerCase(Locale.ROOT)
        + ":"
        + port;
  }

  private Answer exchange(
      Wanted wanted, URI location, Optional<String> authorization, Progress progress)
      throws IOException {
    URI bare = Redaction.bare(location);
    HttpRequest request = request(wanted, bare, authorization);
    Runnable leave = line.gate.enter(origin(bare), progress);
    CompletableFuture<HttpResponse<InputStream>> sent =
        line.client.sendAsync(request, info -> new ArrivingBody(limits.stall(), progress));
    boolean answered = false;
    try {
      HttpResponse<InputStream> response = await(sent, progress);
      answered = true;
      // a proxy that refuses the tunnel leaves no body at all
      InputStream body = Objects.requireNonNullElse(response.body(), InputStream.nullInputStream());
      return new Answer(response.statusCode(), bare, response.headers(), body, leave);
    } finally {
      if (!answered) {
        CompletableFuture<Void> unused = sent.thenAccept(Web::drop);
        sent.cancel(true);
        leave.run();
      }
    }
  }

  private HttpRequest request(Wanted wanted, URI bare, Optional<String> authorization) {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(bare);
    } catch (IllegalArgumentException e) {
      throw Trouble.unsupported(wanted.what(), String.valueOf(bare.getScheme()));
    }
    if ("http".equalsIgnoreCase(bare.getScheme())) {
      // without TLS the JDK would ask every server to switch, which some take badly
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    builder.header("User-Agent", "omnipkg");
    wanted.headers().forEach(builder::header);
    authorization.ifPresent(value -> builder.header("Authorization", value));
    line.proxies
        .named(bare)
        .flatMap(Credentials::userinfo)
        .ifPresent(value -> builder.header("Proxy-Authorization", value));
    return builder.build();
  }

  private <T> T await(CompletableFuture<T> sent, Progress progress) throws IOException {
    try {
      boolean came =
          Waiting.until(
              limits.connect().plus(limits.stall()),
              progress,
              nanos -> {
                try {
                  sent.get(nanos, TimeUnit.NANOSECONDS);
                  return true;
                } catch (TimeoutException e) {
                  return false;
                } catch (ExecutionException e) {
                  return true;
                }
              });
      if (!came) {
        throw new Stalled();
      }
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void drop(HttpResponse<InputStream> late) {
    try {
      Objects.requireNonNullElse(late.body(), InputStream.nullInputStream()).close();
    } catch (IOException e) {
      // nobody waits for it
    }
  }
}
