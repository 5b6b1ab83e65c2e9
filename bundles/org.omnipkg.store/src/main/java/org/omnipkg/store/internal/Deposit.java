package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.omnipkg.model.Digest;
import org.omnipkg.store.internal.Objects.State;

/**
 * Stores content. What fits in memory is written under its own name at once, for a rename of each
 * of thousands of files takes time; what a killed process leaves so is {@linkplain
 * Objects#unfinished unfinished} and gives way. What is larger is named when all of it was read.
 */
final class Deposit {
  /** Up to here content is hashed in memory, so that what is known already is never written. */
  private static final int SMALL = 1 << 18;

  private static final int BUFFER = 1 << 16;

  private final Objects objects;
  private final Staging staging;

  /** One for each thread that stores: files are many, and most of them are small. */
  private final ThreadLocal<Tools> tools = ThreadLocal.withInitial(Tools::new);

  /** By the first byte of the digest: of two with the same content one waits for the other. */
  private final Object[] doors = Stream.generate(Object::new).limit(256).toArray();

  Deposit(Objects objects, Staging staging) {
    this.objects = objects;
    this.staging = staging;
  }

  private static final class Tools {
    final byte[] buffer = new byte[SMALL];
    final MessageDigest sum = Objects.sha256();

    /** Whether the last content was there already: such content comes in rows. */
    boolean known;
  }

  Digest put(InputStream content, boolean executable) throws IOException {
    Tools mine = tools.get();
    int length = content.readNBytes(mine.buffer, 0, SMALL);
    return length < SMALL
        ? put(mine, mine.buffer, length, executable)
        : large(mine.buffer, content, executable);
  }

  Digest put(byte[] content, boolean executable) throws IOException {
    return put(tools.get(), content, content.length, executable);
  }

  private Digest put(Tools mine, byte[] content, int length, boolean executable)
      throws IOException {
    mine.sum.update(content, 0, length);
    byte[] sum = mine.sum.digest();
    Digest digest = Objects.digest(sum, length);
    Path path = objects.used(digest, executable);
    ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
    synchronized (doors[sum[0] & 0xff]) {
      boolean known = mine.known && whole(path, digest);
      if (!known && !create(path, bytes, executable)) {
        known = whole(path, digest);
        if (!known) {
          replace(bytes, digest, executable);
        }
      }
      mine.known = known;
    }
    return digest;
  }

  /**
   * Lets go of what this thread has for storing here. A thread that opens one store after another
   * would keep it of each until it comes across it.
   */
  void forget() {
    tools.remove();
  }

  private static boolean whole(Path path, Digest digest) {
    return Objects.looked(path, digest) == State.WHOLE;
  }

  /** Returns false when something has the name, or another process took what was begun away. */
  private boolean create(Path path, ByteBuffer content, boolean executable) throws IOException {
    boolean failed = true;
    try {
      Staging.beside(path, () -> write(path, content, executable));
      Objects.age(path);
      failed = false;
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException others) {
      failed = false;
      return false;
    } finally {
      if (failed && Objects.unfinished(path)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void replace(ByteBuffer content, Digest digest, boolean executable) throws IOException {
    Path made = staging.fresh();
    try {
      Staging.within(staging.folder(), () -> write(made, content, executable));
      objects.show(made, digest, executable);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void write(Path path, ByteBuffer content, boolean executable) throws IOException {
    try (SeekableByteChannel out = objects.create(path, executable)) {
      write(out, content.duplicate());
    }
  }

  private Digest large(byte[] buffer, InputStream rest, boolean executable) throws IOException {
    Path made = staging.fresh();
    Files.createDirectories(staging.folder());
    try {
      MessageDigest sum = Objects.sha256();
      long size = 0;
      try (SeekableByteChannel out = objects.create(made, executable)) {
        for (int got = buffer.length; got >= 0; got = rest.read(buffer, 0, BUFFER)) {
          sum.update(buffer, 0, got);
          write(out, ByteBuffer.wrap(buffer, 0, got));
          size += got;
        }
      }
      Digest digest = Objects.digest(sum.digest(), size);
      if (!whole(objects.used(digest, executable), digest)) {
        objects.show(made, digest, executable);
      }
      return digest;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static void write(SeekableByteChannel out, ByteBuffer content) throws IOException {
    // In pieces: each thread keeps a buffer outside the heap as large as the largest was.
    for (int end = content.limit(); content.position() < end; ) {
      content.limit(Math.min(end, content.position() + BUFFER));
      out.write(content);
    }
  }
}
