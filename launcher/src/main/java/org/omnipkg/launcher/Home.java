package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where omnipkg keeps its things, and the socket that belongs to it; the C client finds the same.
 *
 * @param path a real path: the socket's name depends on it
 */
record Home(Path path) {
  private static final int LONGEST_SOCKET = 107;

  static Home find() {
    String named = System.getProperty("omnipkg.home");
    return at(named == null ? wanted(System.getenv()) : Path.of(named));
  }

  static Home at(Path wanted) {
    try {
      Files.createDirectories(wanted);
      return new Home(wanted.toRealPath());
    } catch (IOException e) {
      throw new Trouble("client.home", "cannot use `" + wanted + "`: " + e.getMessage(), e);
    }
  }

  static Path wanted(Map<String, String> environment) {
    Optional<String> named = variable(environment, "OMNIPKG_HOME");
    Optional<String> data =
        variable(environment, "XDG_DATA_HOME").filter(value -> value.startsWith("/"));
    if (named.isPresent()) {
      return Path.of(named.get()).toAbsolutePath();
    }
    if (data.isPresent()) {
      return Path.of(data.get(), "omnipkg");
    }
    return variable(environment, "HOME")
        .map(user -> Path.of(user, ".local", "share", "omnipkg"))
        .orElseThrow(
            () ->
                new Trouble(
                    "client.home",
                    "cannot tell where to keep things: set `HOME` or `OMNIPKG_HOME`"));
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path cache() {
    return path.resolve("cache");
  }

  Path socket(Map<String, String> environment) {
    String name = digest(path.toString()) + ".sock";
    Optional<Path> folder =
        variable(environment, "XDG_RUNTIME_DIR")
            .filter(value -> value.startsWith("/"))
            .map(Path::of)
            .filter(Files::isWritable)
            .map(runtime -> runtime.resolve("omnipkg"))
            // ".n" is the ending it is made under
            .filter(f -> f.resolve(name + ".n").toString().length() <= LONGEST_SOCKET);
    return folder.orElseGet(() -> Path.of("/tmp/omnipkg-" + user())).resolve(name);
  }

  /** Makes the socket's folder, or refuses one that others can get at. */
  static void secure(Path folder) {
    try {
      make(folder);
      boolean ours =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user())
              && PosixFilePermissions.toString(
                      Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                  .endsWith("------");
      if (!ours) {
        throw new Trouble(
            "client.folder-owner", "the folder `" + folder + "` must be yours alone (mode 0700)");
      }
    } catch (IOException e) {
      throw new Trouble("client.system", "cannot make the folder `" + folder + "`", e);
    }
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // an earlier client's, or that of one starting now: whose it is, is looked at next
    }
  }

  /** FNV-1a, 64 bits, 16 hexadecimal digits. */
  static String digest(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    return String.format("%016x", hash);
  }

  private static Object user() {
    try {
      Path self = Path.of("/proc/self");
      return Files.getAttribute(Files.exists(self) ? self : ownFile(), "unix:uid");
    } catch (IOException e) {
      throw new Trouble("client.system", "cannot tell which user this is", e);
    }
  }

  private static Path ownFile() throws IOException {
    Path file = Files.createTempFile("omnipkg", "");
    file.toFile().deleteOnExit();
    return file;
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
