package org.omnipkg.ecosystem.go.internal.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.ChecksumDatabase;
import org.omnipkg.ecosystem.go.internal.sum.Sums;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/**
 * Toolchains as modules: the go command itself obtains others in this way. The checksum database
 * vouches for each; what it said is kept, since it never says anything else.
 */
final class Toolchains {
  /** The module all toolchains are versions of. */
  static final String MODULE = "golang.org/toolchain";

  private static final Duration FRESH = Duration.ofHours(1);
  private static final int THREADS = 16;
  private static final int HASH_LENGTH = 44;

  private final Platform platform;
  private final Desk desk;
  private final GoEnvironment environment;

  Toolchains(Platform platform, Desk desk) {
    this.platform = platform;
    this.desk = desk;
    this.environment = GoEnvironment.of(desk);
  }

  /** Empty where no proxy is known yet, and where the one that is does not carry toolchains. */
  List<Provider> providers() {
    Optional<String> machine = Machine.of(platform);
    if (machine.isEmpty() || environment.unchecked(MODULE) || environment.direct(MODULE)) {
      return List.of();
    }
    List<Source> sources = new ArrayList<>();
    for (GoEnvironment.Proxy proxy : environment.proxies().proxies()) {
      sources.add(
          new Source(
              "default", URI.create(proxy.address().replaceAll("/+$", "")), Source.Form.INDEX));
    }
    for (Source source : sources) {
      String base = source.location() + "/" + MODULE + "/@v/";
      Optional<byte[]> list = fetch(base + "list");
      if (list.isPresent()) {
        Map<String, String> versions =
            versions(new String(list.get(), StandardCharsets.UTF_8), machine.get());
        return providers(base, vouched(versions, sources));
      }
    }
    return List.of();
  }

  private Optional<byte[]> fetch(String address) {
    try {
      return desk.fetch(Desk.Ask.of(URI.create(address), "", FRESH)).body();
    } catch (Refusal e) {
      // what cannot be obtained now is not on offer; other providers may be
      return Optional.empty();
    }
  }

  /** Versions of Go by those of the module, release candidates left out. */
  private static Map<String, String> versions(String list, String machine) {
    Pattern form =
        Pattern.compile("v0\\.0\\.1-go([0-9]+\\.[0-9]+(?:\\.[0-9]+)?)\\." + Pattern.quote(machine));
    Map<String, String> versions = new TreeMap<>();
    for (String line : list.split("\n", -1)) {
      Matcher m = form.matcher(line.strip());
      if (m.matches()) {
        versions.put(m.group(), m.group(1));
      }
    }
    return versions;
  }

  /** A version of the module, that of Go, and the hash of its files. */
  private record Vouched(String version, String language, String hash) {}

  private List<Vouched> vouched(Map<String, String> versions, List<Source> sources) {
    ChecksumDatabase database = new ChecksumDatabase(desk, environment, sources);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Optional<Vouched>>> asked = new ArrayList<>();
      versions.forEach(
          (version, language) ->
              asked.add(
                  pool.submit(
                      () ->
                          hash(version, database)
                              .map(hash -> new Vouched(version, language, hash)))));
      List<Vouched> vouched = new ArrayList<>();
      for (Future<Optional<Vouched>> one : asked) {
        one.get().ifPresent(vouched::add);
      }
      return vouched;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    } finally {
      pool.shutdownNow();
    }
  }

  private Optional<String> hash(String version, ChecksumDatabase database) {
    Path kept = desk.cache("go-toolchains").resolve(version);
    try {
      if (Files.isRegularFile(kept)) {
        String hash = Files.readString(kept);
        if (hash.length() == HASH_LENGTH) {
          return Optional.of(hash);
        }
      }
      Optional<String> hash = database.sums(MODULE, version).map(Sums::zip);
      if (hash.isPresent()) {
        Path staged = Files.createTempFile(kept.getParent(), "hash", ".tmp");
        Files.writeString(staged, hash.get());
        Files.move(
            staged, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return hash;
    } catch (Refusal e) {
      if (e.diagnostic().code().equals("integrity.sumdb")) {
        throw e;
      }
      // what nobody vouches for now is not on offer
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Provider> providers(String base, List<Vouched> vouched) {
    List<Provider> providers = new ArrayList<>();
    for (Vouched one : vouched) {
      providers.add(
          new Provider(
              "go",
              one.language,
              platform.id(),
              base + one.version + ".zip",
              "h1:" + one.hash,
              "zip",
              0,
              MODULE + "@" + one.version,
              List.of("bin/*", "pkg/tool/*/*"),
              Map.of(),
              "bin/go"));
    }
    providers.sort((a, b) -> Languages.ORDER.compare(b.version(), a.version()));
    return providers;
  }
}
