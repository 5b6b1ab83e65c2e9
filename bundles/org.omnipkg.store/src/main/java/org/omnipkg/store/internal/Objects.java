package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Digest;

/**
 * Files by content: {@code objects/<2 hex>/<sha256>-<size>[-x]}, read-only, of one age. The age is
 * given last: what has another is not finished yet, or no more what it was.
 */
final class Objects {
  /** Timestamp bytecode stays valid wherever a file is linked, and zip can express it. */
  static final FileTime AGE = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  static final String PLAIN = "r--r--r--";
  static final String PROGRAM = "r-xr-xr-x";
  private static final int BUFFER = 1 << 16;
  private static final int TRIES = 100;
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path folder;
  private final Path damaged;
  private final Staging staging;
  private final Holds holds;

  private final FileAttribute<?>[] plain;
  private final FileAttribute<?>[] program;

  Objects(Path root, Staging staging, Holds holds) {
    this.folder = root.resolve("objects");
    this.damaged = root.resolve("damaged");
    this.staging = staging;
    this.holds = holds;
    boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    this.plain = posix ? mode(PLAIN) : new FileAttribute<?>[0];
    this.program = posix ? mode(PROGRAM) : new FileAttribute<?>[0];
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  Path folder() {
    return folder;
  }

  static String name(Digest digest, boolean executable) {
    return digest.sha256() + "-" + digest.size() + (executable ? "-x" : "");
  }

  Path path(Digest digest, boolean executable) {
    return path(name(digest, executable));
  }

  private Path path(String name) {
    return folder.resolve(name.substring(0, 2) + "/" + name);
  }

  /** A place for a file that is no object, beside others of its name. */
  Path aside(Path name) {
    return damaged.resolve(staging.fresh().getFileName() + "-" + name);
  }

  /** Where a damaged object of that name lies, if one does. */
  Path damaged(Digest digest, boolean executable) {
    return damaged.resolve(name(digest, executable));
  }

  /** The object, unless it is missing, was cut short by a power failure or written to. */
  Optional<Path> find(Digest digest, boolean executable) {
    return find(path(digest, executable), digest);
  }

  private static Optional<Path> find(Path path, Digest digest) {
    return looked(path, digest) == State.WHOLE ? Optional.of(path) : Optional.empty();
  }

  enum State {
    MISSING,
    DAMAGED,
    WHOLE
  }

  /** One call to the file system: this is asked for every file that is linked. */
  static State looked(Path path, Digest digest) {
    try {
      BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
      boolean whole =
          seen.size() == digest.size()
              && seen.lastModifiedTime().toMillis() == AGE.toMillis()
              && seen.isRegularFile();
      return whole ? State.WHOLE : State.DAMAGED;
    } catch (NoSuchFileException missing) {
      return State.MISSING;
    } catch (IOException unreadable) {
      return State.DAMAGED;
    }
  }

  /** The same for one about to be used: no collection takes it from here on. */
  Optional<Path> use(Digest digest, boolean executable) {
    return find(used(digest, executable), digest);
  }

  /** Where it is or is going to be: no collection takes it from here on. */
  Path used(Digest digest, boolean executable) {
    String name = name(digest, executable);
    holds.use(name);
    return path(name);
  }

  /** Out of the way, so that the same content can be stored anew; its links can still be told. */
  void setAside(Digest digest, boolean executable) throws IOException {
    try {
      Staging.show(path(digest, executable), damaged(digest, executable));
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  /** Whether a file has the object's bytes. */
  static boolean matches(Path file, Digest digest) throws IOException {
    MessageDigest sum = sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        sum.update(buffer, 0, got);
        size += got;
      }
    }
    return digest(sum.digest(), size).equals(digest);
  }

  /** Gives a file the age and the mode of an object. */
  void dress(Path file, boolean executable) throws IOException {
    Files.setLastModifiedTime(file, AGE);
    if (plain.length > 0) {
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? PROGRAM : PLAIN));
    }
  }

  /** Gives an object a second name; a copy where a link is impossible. */
  void link(Path object, Path name) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        Files.createLink(name, object);
        return;
      } catch (NoSuchFileException missing) {
        // Also when another process stored the same bytes this instant and its file took over.
        if (left == 0 || Files.notExists(object)) {
          throw missing;
        }
      } catch (FileAlreadyExistsException twice) {
        throw twice;
      } catch (IOException | UnsupportedOperationException noLink) {
        copy(object, name);
        return;
      }
    }
  }

  /** An inode has a limited number of names: a fresh copy then takes the object's place. */
  private void copy(Path object, Path name) throws IOException {
    Path made = staging.fresh();
    Staging.within(
        staging.folder(), () -> Files.copy(object, made, StandardCopyOption.COPY_ATTRIBUTES));
    try {
      Files.createLink(name, made);
      Staging.show(made, object);
    } catch (IOException | UnsupportedOperationException noLinks) {
      Files.deleteIfExists(name);
      Files.move(made, name);
    }
  }

  /** A file to be written, with the mode of an object. */
  SeekableByteChannel create(Path path, boolean executable) throws IOException {
    return Files.newByteChannel(path, NEW, executable ? program : plain);
  }

  /** Shows what was written elsewhere, instead of what may be there. */
  void show(Path made, Digest digest, boolean executable) throws IOException {
    age(made);
    Path path = path(digest, executable);
    if (looked(path, digest) == State.DAMAGED && !unfinished(path)) {
      setAside(digest, executable);
    }
    Staging.show(made, path);
  }

  /** The last step of making an object. */
  static void age(Path file) throws IOException {
    // by name: the other way opens and closes the file for it
    if (!file.toFile().setLastModified(AGE.toMillis())) {
      Files.setLastModifiedTime(file, AGE);
    }
  }

  /** Not aged and without another name: no tree has it, and whoever needs it makes it anew. */
  static boolean unfinished(Path object) {
    try {
      return (int) Files.getAttribute(object, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1
          && !Files.getLastModifiedTime(object, LinkOption.NOFOLLOW_LINKS).equals(AGE);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  static Digest digest(byte[] sum, long size) {
    return new Digest(HexFormat.of().formatHex(sum), size);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
