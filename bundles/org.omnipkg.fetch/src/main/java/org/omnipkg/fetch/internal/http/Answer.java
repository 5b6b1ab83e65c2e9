package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * A server's answer whose body is still arriving; close it.
 *
 * @param location where it was found after redirects, without credentials
 */
public record Answer(
    int status, URI location, HttpHeaders headers, InputStream body, Runnable leave)
    implements AutoCloseable {
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // closing only tells the server that nobody listens any more
    } finally {
      leave.run();
    }
  }
}
