package org.omnipkg.runtimes.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/** Turns a provider's archive into a folder that runs. */
final class Archives {
  private static final List<Path> CERTIFICATES =
      Stream.of(
              "/etc/ssl/certs/ca-certificates.crt",
              "/etc/pki/tls/certs/ca-bundle.crt",
              "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
              "/etc/ssl/ca-bundle.pem",
              "/etc/pki/tls/cacert.pem",
              "/etc/ssl/cert.pem")
          .map(Path::of)
          .toList();

  private final Fetcher fetcher;
  private final Unpacker unpacker;
  private final ObjectMapper json;
  private final Path cache;

  /**
   * Archives of runtimes.
   *
   * @param cache where a download waits: an attempt that was killed is resumed there
   */
  Archives(Fetcher fetcher, Unpacker unpacker, ObjectMapper json, Path cache) {
    this.cache = cache;
    this.fetcher = fetcher;
    this.unpacker = unpacker;
    this.json = json;
  }

  /**
   * Downloads and unpacks.
   *
   * @param home where the runtime will lie in the end
   * @return the runtime's folder inside the staging folder
   */
  Path unpack(Provider provider, Path staging, Path home, Desk desk) throws IOException {
    Integrity integrity = pinned(provider);
    Artifact artifact = artifact(provider, integrity);
    Path archive =
        Files.createDirectories(cache).resolve(integrity.brief() + "-" + artifact.filename());
    if (!Files.exists(archive)) {
      fetcher.download(
          artifact, archive, Access.of(desk.environment(), desk.offline()), desk.progress());
    }
    desk.progress().step("Unpacking " + name(provider));
    integrity.verify(archive, artifact.filename(), unpacker, desk.progress());
    Path tree = Files.createDirectory(staging.resolve("tree"));
    unpacker.unpack(
        archive,
        Unpacker.Rules.runtime(provider.archive(), provider.strip()),
        tree,
        desk.progress());
    Files.delete(archive);
    Path root = inside(tree, provider.root(), provider);
    if (!Files.isRegularFile(inside(root, provider.probe(), provider))) {
      throw unusable(provider, "its archive lacks `" + provider.probe() + "`");
    }
    link(provider, root);
    allow(provider.chmod(), root);
    Files.write(
        root.resolve(Obtained.CARD),
        json.writeValueAsBytes(
            new Obtained.Card(
                provider.ecosystem(),
                provider.version(),
                provider.sha256(),
                provider.probe(),
                environment(provider, home))));
    return root;
  }

  /** Refuses a provider that nobody pinned. */
  static Integrity pinned(Provider provider) {
    return Integrity.of(provider.sha256())
        .orElseThrow(
            () ->
                new Refusal(
                    new Diagnostic(
                        "runtime.unpinned",
                        Diagnostic.Kind.BUG,
                        "nothing says which bytes " + name(provider) + " must have",
                        List.of("an archive without a digest is not obtained"),
                        "")));
  }

  static Refusal unusable(Provider provider, String why) {
    return new Refusal(
        new Diagnostic(
            "runtime.unusable",
            Diagnostic.Kind.OUTSIDE,
            name(provider) + " was obtained but cannot be used",
            List.of(why),
            ""));
  }

  static String name(Provider provider) {
    return provider.ecosystem() + " " + provider.version();
  }

  static Map<String, String> environment(Provider provider, Path home) {
    Map<String, String> filled = new TreeMap<>();
    String certificates =
        CERTIFICATES.stream().filter(Files::isReadable).findFirst().map(Path::toString).orElse("");
    provider
        .environment()
        .forEach(
            (name, value) -> {
              if (!value.contains("${ca-bundle}") || !certificates.isEmpty()) {
                filled.put(
                    name,
                    value
                        .replace("${home}", home.toString())
                        .replace("${java}", System.getProperty("java.home"))
                        .replace("${ca-bundle}", certificates));
              }
            });
    return filled;
  }

  private static Artifact artifact(Provider provider, Integrity integrity) {
    return new Artifact(
        filename(provider.location()),
        provider.archive(),
        URI.create(provider.location()),
        integrity.hashes(),
        OptionalLong.empty(),
        Map.of());
  }

  /** The file's own name, free of whatever an address carries besides. */
  private static String filename(String location) {
    if (location.startsWith("maven:")) {
      String[] parts = location.split(":", -1);
      return parts[2] + "-" + parts[5] + "-" + parts[4] + "." + parts[3];
    }
    String path = String.valueOf(URI.create(location).getPath());
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void link(Provider provider, Path root) throws IOException {
    for (Map.Entry<String, String> link : provider.links().entrySet()) {
      Path from = inside(root, link.getKey(), provider);
      Path folder = from.getParent();
      if (folder == null || !folder.resolve(link.getValue()).normalize().startsWith(root)) {
        throw unusable(provider, "the link `" + link.getKey() + "` leaves its folder");
      }
      if (!Files.exists(from)) {
        Files.createDirectories(folder);
        Files.createSymbolicLink(from, Path.of(link.getValue()));
      }
    }
  }

  private static void allow(List<String> globs, Path root) throws IOException {
    List<PathMatcher> matchers =
        globs.stream().map(g -> FileSystems.getDefault().getPathMatcher("glob:" + g)).toList();
    if (matchers.isEmpty()) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = root.relativize(file);
        if (matchers.stream().anyMatch(m -> m.matches(relative))
            && !file.toFile().setExecutable(true, false)) {
          throw new IOException("cannot make " + relative + " executable");
        }
      }
    }
  }

  private static Path inside(Path folder, String name, Provider provider) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw unusable(provider, "`" + name + "` leaves its folder");
    }
    return path;
  }
}
