package org.omnipkg.fetch.internal.http;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** A way to the servers of the world through given proxies, with given authorities trusted. */
final class Line {
  private static final String TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

  final Proxies proxies;
  final Gate gate;
  final HttpClient client;

  Line(Limits limits, Proxies proxies, SSLContext trust, Optional<Executor> workers) {
    this.proxies = proxies;
    this.gate = new Gate(limits.streams());
    if (System.getProperty(TUNNEL) == null) {
      // else the JDK, which looks once only, keeps passwords of the environment from TLS proxies
      System.setProperty(TUNNEL, "");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxies)
            .sslContext(trust);
    workers.ifPresent(builder::executor);
    this.client = builder.build();
  }
}
