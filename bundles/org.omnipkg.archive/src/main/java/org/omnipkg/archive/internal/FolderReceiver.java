package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes into an empty folder of ours; no link is there while files are written. */
final class FolderReceiver implements Receiver {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path root;
  private final Set<Path> made = new HashSet<>();
  private final FileAttribute<?>[] plain;
  private final FileAttribute<?>[] program;
  private final byte[] buffer = new byte[1 << 16];

  FolderReceiver(Path root) {
    this.root = root;
    this.made.add(root);
    boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    this.plain = posix ? mode("rw-r--r--") : new FileAttribute<?>[0];
    this.program = posix ? mode("rwxr-xr-x") : new FileAttribute<?>[0];
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  @Override
  public void folder(String path) throws IOException {
    make(at(path));
  }

  @Override
  public Noted file(String path, boolean executable, InputStream content) throws IOException {
    Path file = at(path);
    make(file.getParent());
    try (OutputStream out =
        Channels.newOutputStream(Files.newByteChannel(file, NEW, executable ? program : plain))) {
      int got;
      while ((got = content.read(buffer)) >= 0) {
        out.write(buffer, 0, got);
      }
    }
    return Noted.NOTHING;
  }

  @Override
  public boolean many() {
    return false;
  }

  @Override
  public long copy(String path, String original) throws IOException {
    Path file = at(path);
    make(file.getParent());
    Files.copy(at(original), file, StandardCopyOption.COPY_ATTRIBUTES);
    return Files.size(file);
  }

  @Override
  public void links(Map<String, String> hard, Map<String, String> symbolic) throws IOException {
    for (Map.Entry<String, String> link : hard.entrySet()) {
      Path path = at(link.getKey());
      make(path.getParent());
      Files.createLink(path, at(link.getValue()));
    }
    for (Map.Entry<String, String> link : symbolic.entrySet()) {
      Path path = at(link.getKey());
      make(path.getParent());
      Files.createSymbolicLink(path, path.getFileSystem().getPath(link.getValue()));
    }
  }

  /** After a refusal nothing is left of what was written. */
  void empty() throws IOException {
    try (Stream<Path> below = Files.walk(root)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(root)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private void make(@Nullable Path folder) throws IOException {
    if (folder != null && made.add(folder)) {
      Files.createDirectories(folder);
    }
  }

  private Path at(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException unspeakable) {
      throw Reason.BAD_NAME.at(path, "cannot be written under this system's locale", unspeakable);
    }
  }
}
