package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Version;

/**
 * The folder of added bundles. A jar appears and goes in one step; of two versions of a name the
 * newer counts, so that an exchange that was cut off is either done or was never begun.
 */
final class Shelf {
  private static final String STAGED = ".staged-";

  private final Places places;
  private final Turns turns;
  private final Sources sources;
  private final Removed removed;

  Shelf(Places places) {
    this.places = places;
    this.sources = new Sources(() -> folder().resolve(".sources"));
    this.removed = new Removed(() -> folder().resolve(".removed"));
    this.turns = new Turns(() -> folder().resolve(".lock"));
  }

  /** One changes the folder at a time. */
  Turns.Turn turn(Caller caller) {
    try {
      Files.createDirectories(folder());
      Turns.Turn turn = turns.take(caller);
      turns.within(turn, this::tidy);
      return turn;
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** A file copied in, not yet counted. */
  record Staged(Path file, String digest) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException swept) {
        // The next turn sweeps it away.
        return;
      }
    }
  }

  Path folder() {
    return places.home().resolve("plugins");
  }

  private Refusal unreadable(IOException cause) {
    return new Refusal(
        new Diagnostic(
            "plugin.unreadable",
            Diagnostic.Kind.RESOURCES,
            "cannot read the folder `" + places.pretty(folder()) + "`",
            List.of(String.valueOf(cause.getMessage())),
            ""),
        cause);
  }

  Staged stage(Path file, String called) {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          Diagnostic.user("plugin.unreadable", "there is no file `" + called + "`", ""));
    }
    try (InputStream in = open(file, called)) {
      Path staged = Files.createTempFile(Files.createDirectories(folder()), STAGED, "");
      MessageDigest digest = sha256();
      try (FileChannel out = FileChannel.open(staged, StandardOpenOption.WRITE);
          OutputStream stream =
              new DigestOutputStream(java.nio.channels.Channels.newOutputStream(out), digest)) {
        in.transferTo(stream);
        out.force(true);
      }
      return new Staged(staged, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private static InputStream open(Path file, String called) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.user("plugin.unreadable", "cannot read `" + called + "`", "")
              .with(List.of(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /** Where a jar is or will be kept. */
  Path place(PluginJar jar) {
    return folder().resolve(jar.name() + "-" + jar.version() + ".jar");
  }

  /** From here on it counts. */
  void keep(PluginJar jar) {
    try {
      Files.move(
          jar.file(),
          place(jar),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      removed.forget(jar);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Where a file that is kept came from, for whoever asks later. */
  void remember(PluginJar jar, Plugins.Source source) {
    try {
      sources.keep(jar.digest(), source);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  Optional<Plugins.Source> source(String digest) {
    return sources.of(digest);
  }

  /** Who brought the languages that are not here any more. */
  Removed removed() {
    return removed;
  }

  /** Takes out for good what somebody may miss. */
  void dismiss(PluginJar jar) {
    try {
      removed.note(jar, source(jar.digest()));
    } catch (IOException e) {
      throw notWritten(e);
    }
    remove(jar.file());
  }

  void remove(Path jar) {
    try {
      Files.deleteIfExists(jar);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /**
   * What is there, by whatever file name and from whomever.
   *
   * @param counting one per name, the newest; of equals the one that came last
   */
  record Content(List<PluginJar> counting, List<Trouble> troubles) {
    /** Of all that is there. */
    Set<String> digests() {
      return Stream.concat(counting.stream(), troubles.stream().map(Trouble::jar))
          .map(PluginJar::digest)
          .collect(Collectors.toSet());
    }

    List<PluginJar> named(String name) {
      return Stream.concat(counting.stream(), troubles.stream().map(Trouble::jar))
          .filter(jar -> jar.name().equals(name))
          .toList();
    }
  }

  Content content() {
    List<Trouble> troubles = new ArrayList<>();
    Map<String, PluginJar> newest = new TreeMap<>();
    List<PluginJar> all;
    try {
      all = jars(troubles);
    } catch (IOException e) {
      throw unreadable(e);
    }
    for (PluginJar jar : all) {
      PluginJar older = newest.put(jar.name(), jar);
      if (older != null) {
        troubles.add(Trouble.outdated(older, jar));
      }
    }
    return new Content(List.copyOf(newest.values()), List.copyOf(troubles));
  }

  private List<PluginJar> jars(List<Trouble> troubles) throws IOException {
    List<PluginJar> jars = new ArrayList<>();
    if (Files.isDirectory(folder())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "*.jar")) {
        for (Path file : files) {
          String called = String.valueOf(file.getFileName());
          String digest = digest(file);
          try {
            jars.add(PluginJar.read(file, called, digest));
          } catch (Refusal refusal) {
            PluginJar unread = new PluginJar(file, called, Version.emptyVersion, digest, List.of());
            troubles.add(Trouble.of(unread, refusal));
          }
        }
      }
    }
    Map<Path, FileTime> times = new HashMap<>();
    for (PluginJar jar : jars) {
      times.put(jar.file(), Files.getLastModifiedTime(jar.file()));
    }
    jars.sort(
        Comparator.comparing(PluginJar::version)
            .thenComparing(jar -> times.getOrDefault(jar.file(), FileTime.fromMillis(0))));
    return jars;
  }

  /** Removes what an exchange that was cut off left, unless one is going on just now. */
  void tidyIfQuiet() {
    if (Files.isDirectory(folder())) {
      turns.ifFree(this::tidy);
    }
  }

  private void tidy() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), STAGED + "*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    for (Trouble trouble : content().troubles()) {
      if (trouble.outdated() && trouble.jar().file().equals(place(trouble.jar()))) {
        Files.deleteIfExists(trouble.jar().file());
      }
    }
    sources.forgetAllBut(content().digests());
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Refusal notWritten(IOException cause) {
    return new Refusal(
        new Diagnostic(
            "plugin.not-written",
            Diagnostic.Kind.RESOURCES,
            "cannot change the folder `" + places.pretty(folder()) + "`",
            List.of(String.valueOf(cause.getMessage())),
            ""),
        cause);
  }
}
