package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.fetch.internal.shared.Waiting;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** Tries again what may go better, with growing pauses; says at last what was wrong. */
public final class Patience {
  private final Limits limits;

  public Patience(Limits limits) {
    this.limits = limits;
  }

  /** One try. */
  @FunctionalInterface
  public interface Attempt<T> {
    T once() throws IOException;
  }

  /**
   * Runs the attempt until it succeeds or patience ends.
   *
   * @param location whose server is asked
   * @param gained bytes held so far; a try that gained some does not count
   * @param expected bytes wanted in all, or -1
   */
  public <T> T run(
      String what,
      URI location,
      Progress progress,
      LongSupplier gained,
      long expected,
      Attempt<T> attempt) {
    int failures = 0;
    long most = gained.getAsLong();
    boolean cut = false;
    while (true) {
      progress.checkpoint();
      try {
        return attempt.once();
      } catch (IOException e) {
        progress.checkpoint();
        cut |= e instanceof Cut;
        long now = gained.getAsLong();
        failures = now > most ? 1 : failures + 1;
        most = Math.max(most, now);
        if (failures >= triesFor(e)) {
          throw refusal(what, location, e, cut, now, expected);
        }
        Waiting.pause(pause(e, failures), progress);
      }
    }
  }

  private int triesFor(IOException e) {
    // a name that does not resolve or a closed port rarely changes within seconds
    return untrusted(e) ? 1 : unreachable(e) ? Math.min(2, limits.tries()) : limits.tries();
  }

  private Duration pause(IOException e, int failures) {
    Optional<Duration> asked = e instanceof Busy busy ? busy.asked() : Optional.empty();
    long base = limits.backoff().toMillis() << Math.min(failures - 1, 16);
    Duration own = Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1));
    Duration pause = asked.orElse(own);
    return pause.compareTo(limits.longest()) > 0 ? limits.longest() : pause;
  }

  private Refusal refusal(
      String what, URI location, IOException e, boolean cut, long gained, long expected) {
    if (e instanceof Busy busy) {
      return Trouble.server(what, busy.status(), e);
    }
    if (e instanceof Stalled) {
      return Trouble.stalled(what, limits.stall().toSeconds(), e);
    }
    if (untrusted(e)) {
      return Trouble.untrusted(what, e);
    }
    // a connection that breaks between two tries may do so before the headers or after them
    if ((cut || gained > 0) && !unreachable(e)) {
      return Trouble.truncated(what, gained, expected, e);
    }
    return Trouble.noNetwork(what, location, e);
  }

  private static boolean untrusted(IOException e) {
    return e instanceof SSLHandshakeException
        || (e instanceof SSLException && String.valueOf(e.getMessage()).contains("PKIX"));
  }

  private static boolean unreachable(IOException e) {
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e instanceof HttpConnectTimeoutException;
  }
}
