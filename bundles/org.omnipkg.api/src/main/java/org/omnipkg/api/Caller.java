package org.omnipkg.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.omnipkg.model.Progress;

/**
 * The one who asks.
 *
 * @param environment environment variables of the client, not of the daemon
 * @param directory working directory of the client
 * @param patience how long to wait for another writer of the same environment
 */
public record Caller(
    Map<String, String> environment,
    Path directory,
    boolean offline,
    Duration patience,
    Progress progress) {
  public Caller {
    environment = Map.copyOf(environment);
  }
}
