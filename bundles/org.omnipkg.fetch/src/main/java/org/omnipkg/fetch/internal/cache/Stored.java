package org.omnipkg.fetch.internal.cache;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A document as it was answered.
 *
 * @param location where it was found, without credentials and query
 * @param checked when its server last vouched for it
 * @param body empty when there was none (404, 410)
 * @param sha256 of the body; empty without one
 */
public record Stored(
    int status,
    URI location,
    Map<String, String> headers,
    Instant checked,
    Optional<byte[]> body,
    String sha256) {
  static Stored of(
      int status,
      URI location,
      Map<String, String> headers,
      Instant checked,
      Optional<byte[]> body) {
    return new Stored(
        status, location, headers, checked, body, body.map(StoredForm::sha256).orElse(""));
  }

  /** Vouched for anew: what caches on the way had held before counts no more. */
  Stored checked(Instant now) {
    Map<String, String> vouched = new java.util.TreeMap<>(headers);
    vouched.remove("age");
    return new Stored(status, location, Map.copyOf(vouched), now, body, sha256);
  }

  long weight() {
    return 512 + body.map(b -> (long) b.length).orElse(0L);
  }
}
