package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The socket file: ours alone (0600 in a 0700 folder), complete when it appears. */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 128;
  private final Path path;
  private final String owner;
  private final ServerSocketChannel channel;
  private final @Nullable Object key;

  Listener(Path path) throws IOException {
    this.path = path;
    Path folder = Objects.requireNonNull(path.getParent(), "socket without a folder");
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = path.resolveSibling(path.getFileName() + ".n");
    Files.deleteIfExists(fresh);
    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    owner = Files.getOwner(fresh).getName();
    key = key(fresh);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The next client of the same user; others are sent away. */
  SocketChannel accept() throws IOException {
    while (true) {
      SocketChannel client = channel.accept();
      try {
        if (client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName().equals(owner)) {
          return client;
        }
      } catch (IOException e) {
        // Gone before it could be asked who it is.
      }
      client.close();
    }
  }

  /** Whether clients still find this socket and not another, or none. */
  boolean reachable() throws IOException {
    return Objects.equals(key, key(path));
  }

  Path path() {
    return path;
  }

  /** New clients find nothing; those that are in the queue are still accepted until close. */
  void hide() throws IOException {
    if (reachable()) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    hide();
    channel.close();
  }

  private static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
