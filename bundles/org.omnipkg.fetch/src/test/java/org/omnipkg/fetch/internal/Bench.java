package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.function.Executable;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** What the tests of this room share. */
final class Bench {
  static final Progress SILENT = Progress.SILENT;

  private Bench() {}

  static Limits limits() {
    return limits(Duration.ofSeconds(20));
  }

  static Limits limits(Duration stall) {
    return new Limits(
        Duration.ofSeconds(5), stall, 4, Duration.ofMillis(4), Duration.ofMillis(40), 50, 1 << 20);
  }

  static Asking fetcher(Path cache) {
    return fetcher(cache, limits(), Map.of());
  }

  static Asking fetcher(Path cache, Limits limits, Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.putIfAbsent("HOME", cache.resolve("home").toString());
    return new Asking(
        new RoutingFetcher(cache, limits, 1 << 20, Sight.local(cache.resolve("vfs"))), environment);
  }

  static Desk.Ask ask(URI location) {
    return ask(location, Duration.ZERO);
  }

  static Desk.Ask ask(URI location, Duration fresh) {
    return Desk.Ask.of(location, "", fresh);
  }

  static String text(Desk.Reply reply) {
    return new String(reply.body().orElseThrow(), StandardCharsets.UTF_8);
  }

  static Artifact artifact(URI location, byte[] content) {
    return artifact(location, Map.of("sha256", sha256(content)), OptionalLong.of(content.length));
  }

  static Artifact artifact(URI location, Map<String, String> hashes, OptionalLong size) {
    return new Artifact("demo-1.0-py3-none-any.whl", "wheel", location, hashes, size, Map.of());
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static Diagnostic refused(Executable work) {
    return assertThrows(Refusal.class, work).diagnostic();
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(7).nextBytes(bytes);
    return bytes;
  }
}
