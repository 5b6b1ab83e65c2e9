package org.omnipkg.engine.internal;

import java.time.Instant;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.spi.Desk;

/** What was read for a request: until when all of it may be used without asking for it anew. */
final class Reading {
  private Instant end = Instant.MAX;

  /** Documents of local places are told by how their folder looks. */
  synchronized void read(Desk.Ask ask, Desk.Reply reply, Instant now) {
    if (!"file".equals(ask.location().getScheme())) {
      String millis = reply.headers().getOrDefault(Fetcher.FRESH_MILLIS, "0");
      Instant its = now.plusMillis(Long.parseLong(millis));
      end = its.isBefore(end) ? its : end;
    }
  }

  synchronized Instant end() {
    return end;
  }
}
