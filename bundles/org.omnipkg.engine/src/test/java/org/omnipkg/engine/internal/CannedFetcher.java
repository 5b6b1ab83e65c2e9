package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** Bytes by address, verified as the contract says; remembers what it was asked for. */
final class CannedFetcher implements Fetcher {
  final Map<URI, String> bytes = new ConcurrentHashMap<>();
  final Map<URI, Desk.Reply> documents = new ConcurrentHashMap<>();
  final List<URI> downloads = new CopyOnWriteArrayList<>();

  /** What happens while an address is on its way. */
  Consumer<URI> underWay = location -> {};

  /** An artifact whose bytes are there, with the digest they have. */
  Artifact offer(String filename, String format, String text) {
    URI location = URI.create("https://files.example.org/" + filename);
    bytes.put(location, text);
    Map<String, String> hashes = Map.of("sha256", sha256(text));
    return new Artifact(filename, format, location, hashes, OptionalLong.empty(), Map.of());
  }

  static String sha256(String text) {
    return hex("SHA-256", text);
  }

  static String hex(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance(algorithm)
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Desk.Reply document(Desk.Ask ask, Access access, Progress progress) {
    Desk.Reply reply = documents.get(ask.location());
    if (reply == null) {
      throw new AssertionError("nobody should read " + ask.location());
    }
    return reply;
  }

  @Override
  public void download(Artifact artifact, Path into, Access access, Progress progress) {
    downloads.add(artifact.location());
    underWay.accept(artifact.location());
    if ("file".equals(artifact.location().getScheme())) {
      copy(Path.of(artifact.location()), into);
      return;
    }
    String text = bytes.get(artifact.location());
    if (text == null || !kept(artifact.hashes(), text)) {
      String code = text == null ? "fetch.no-network" : "fetch.wrong-hash";
      throw new Refusal(Diagnostic.outside(code, "`" + artifact + "` did not come", ""));
    }
    try {
      Files.writeString(into, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean kept(Map<String, String> promises, String text) {
    Map<String, String> names = Map.of("sha256", "SHA-256", "sha512", "SHA-512", "sha1", "SHA-1");
    return promises.entrySet().stream()
        .filter(promise -> names.containsKey(promise.getKey()))
        .allMatch(promise -> promise.getValue().equals(hex(names.get(promise.getKey()), text)));
  }

  private static void copy(Path file, Path into) {
    try {
      Files.copy(file, into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<URI> children(URI location, Access access, Progress progress) {
    return List.of();
  }

  @Override
  public void copy(URI location, Path into, Access access, Progress progress) {
    throw new AssertionError("nobody should copy " + location);
  }
}
