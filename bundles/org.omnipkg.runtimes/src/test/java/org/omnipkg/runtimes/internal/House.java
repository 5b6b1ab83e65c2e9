package org.omnipkg.runtimes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.omnipkg.api.Places;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.BareDesk;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;

/** The other rooms, by hand: a toy language whose interpreters are files that say a version. */
final class House implements Places, Processes, Fetcher, Unpacker, RuntimeSource, BareDesk {
  final Path root;
  final List<Path> probed = Collections.synchronizedList(new ArrayList<>());
  final List<Candidate> located = new ArrayList<>();
  final List<Provider> providers = new ArrayList<>();
  final AtomicInteger downloads = new AtomicInteger();
  final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  Runnable whileUnpacking = () -> {};

  House(Path root) {
    this.root = root;
  }

  RegisteredRuntimes room() {
    return new RegisteredRuntimes("build-1", this, this, this, this);
  }

  Path interpreter(String name, String version) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "toy " + version);
      located.add(new Candidate(file, "path", Map.of()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip with the folder {@code deep/toy} in it, and the provider that describes it. */
  Provider provider(String version, String says) {
    try {
      Path zip = root.resolve("toy-" + version + ".zip");
      try (OutputStream file = Files.newOutputStream(zip);
          ZipOutputStream out = new ZipOutputStream(file)) {
        out.putNextEntry(new ZipEntry("deep/toy/bin/toy"));
        out.write(("toy " + says).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        out.putNextEntry(new ZipEntry("deep/toy/lib/thing"));
        out.putNextEntry(new ZipEntry("META-INF/other"));
        out.closeEntry();
      }
      Provider provider =
          new Provider(
              "toy",
              version,
              "linux-x86_64",
              zip.toUri().toString(),
              String.format("%064d", Math.abs(version.hashCode())),
              "zip",
              0,
              "deep/toy",
              List.of("bin/*"),
              Map.of("TOY_HOME", "${home}/lib"),
              "bin/toy",
              Map.of("lib/alias", "../lib/thing"));
      providers.add(provider);
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Candidate> locate(Desk desk) {
    return located;
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    probed.add(candidate.executable());
    try {
      String text = Files.readString(candidate.executable());
      if (!text.startsWith("toy ")) {
        return Optional.empty();
      }
      Map<String, String> facts = new java.util.HashMap<>();
      candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
      return Optional.of(
          new Runtime(
              "toy",
              "toy",
              text.substring(4),
              candidate.executable(),
              candidate.executable().getParent(),
              candidate.origin(),
              facts));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return providers;
  }

  @Override
  public boolean matches(String version, String wanted) {
    return wanted.isEmpty()
        ? !version.startsWith("2.")
        : version.equals(wanted) || version.startsWith(wanted + ".");
  }

  /** Versions from 90 on are of another implementation. */
  @Override
  public boolean usual(String version) {
    return !version.startsWith("9");
  }

  @Override
  public void download(Artifact artifact, Path into, Access access, Progress progress) {
    downloads.incrementAndGet();
    try {
      Files.copy(Path.of(artifact.location()), into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unpack(Path archive, Rules rules, Path into, Progress progress) {
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = into.resolve(entry.getName());
        Files.createDirectories(path.getParent());
        Files.copy(zip, path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    whileUnpacking.run();
  }

  @Override
  public List<Entry> stream(Path archive, Rules rules, Sink sink, Progress progress) {
    List<Entry> entries = new ArrayList<>();
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(new Entry(entry.getName(), sink.accept(entry.getName(), false, zip), false));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Platform platform() {
    return new Platform("linux", "x86_64", "glibc", "2.36");
  }

  @Override
  public Optional<String> confinement() {
    return Optional.empty();
  }

  @Override
  public Output run(Command command, Progress progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reply document(Ask ask, Access access, Progress progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(URI location, Path into, Access access, Progress progress) {
    throw new AssertionError("nobody should copy " + location);
  }

  @Override
  public List<URI> children(URI location, Access access, Progress progress) {
    return List.of();
  }

  @Override
  public Path home() {
    return made("home");
  }

  @Override
  public Path store() {
    return made("home/store");
  }

  @Override
  public Path environments() {
    return made("home/env");
  }

  @Override
  public Path runtimes() {
    return made("home/runtimes");
  }

  @Override
  public Path cache() {
    return made("home/cache");
  }

  @Override
  public Path logs() {
    return made("home/logs");
  }

  @Override
  public String pretty(Path path) {
    return root.relativize(path).toString();
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path scratch() {
    return made("scratch");
  }

  @Override
  public Path cache(String name) {
    return made("cache-" + name);
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Path directory() {
    return root;
  }
}
