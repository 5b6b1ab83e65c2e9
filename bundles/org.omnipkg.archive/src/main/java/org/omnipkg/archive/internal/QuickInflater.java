package org.omnipkg.archive.internal;

import com.intel.gkl.compression.IntelInflater;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.file.PathUtils;

/**
 * Inflates files in half the time zlib takes, by ISA-L, where that runs: Linux and macOS on x86-64.
 * It cannot tell what is wrong with packed bytes: what it does not do is left to zlib. Nor can it
 * tell to the byte where they end: fewer than eight too many, or an end mark that is missing behind
 * a complete content, it does not see. That is for files whose packed length both headers state,
 * and whose content is held against its checksum: nobody reads another content there.
 */
final class QuickInflater implements AutoCloseable {
  /** Held, so that its level is not forgotten: the library tells of every load. */
  private static final Logger TALK = Logger.getLogger("com.intel.gkl");

  private static final VarHandle FINISHED = finished();
  private static final boolean HERE = load();

  private final IntelInflater inflater = new IntelInflater(true);

  private QuickInflater() {}

  static Optional<QuickInflater> create() {
    return HERE ? Optional.of(new QuickInflater()) : Optional.empty();
  }

  private static VarHandle finished() {
    try {
      return MethodHandles.privateLookupIn(IntelInflater.class, MethodHandles.lookup())
          .findVarHandle(IntelInflater.class, "finished", boolean.class);
    } catch (ReflectiveOperationException another) {
      throw new IllegalStateException("the library this bundle carries has it", another);
    }
  }

  private static boolean load() {
    String arch = System.getProperty("os.arch", "");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (!(arch.equals("amd64") || arch.equals("x86_64"))
        || !(system.startsWith("linux") || system.startsWith("mac"))) {
      return false;
    }
    TALK.setLevel(Level.OFF);
    try {
      Path folder = Files.createTempDirectory("omnipkg-inflater");
      try {
        return new IntelInflater(true).load(folder.toFile());
      } finally {
        // A loaded library needs its file no longer.
        PathUtils.deleteDirectory(folder);
      }
    } catch (IOException | LinkageError | RuntimeException without) {
      return false;
    }
  }

  /** Before the bytes of another file. */
  void reset() {
    inflater.reset();
  }

  /**
   * @param packed has the next {@code length} bytes of a raw stream of deflate (RFC 1951)
   * @return how many bytes they became; negative when they are wrong, more than are needed, or when
   *     there was no room for what may come of them
   */
  int inflate(byte[] packed, int offset, int length, byte[] into) {
    try {
      // It only ever says yes, and means the bytes it was given last.
      FINISHED.set(inflater, false);
      inflater.setInput(packed, offset, length);
      int got = inflater.inflate(into, 0, into.length);
      return got < into.length && inflater.finished() ? got : -1;
    } catch (RuntimeException damaged) {
      return -1;
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
