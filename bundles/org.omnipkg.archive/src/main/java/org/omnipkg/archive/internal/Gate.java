package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Map;
import org.omnipkg.archive.Unpacker.Links;
import org.omnipkg.archive.Unpacker.Rules;
import org.omnipkg.model.Refusal;

/** The one door between a reader and a receiver: names, kinds and limits are checked here. */
final class Gate {
  private final Rules rules;
  private final Names names;
  private final Census census;
  private final Budget budget;
  private final Receiver receiver;

  Gate(Rules rules, Budget budget, Receiver receiver) {
    this.rules = rules;
    this.names = new Names(rules);
    this.census = new Census(rules.collisions());
    this.budget = budget;
    this.receiver = receiver;
  }

  Budget budget() {
    return budget;
  }

  void folder(String name) {
    budget.entry(name);
    String path = names.path(name, true);
    if (!path.isEmpty()) {
      census.folder(path);
      write(path, () -> receiver.folder(path));
    }
  }

  /** Enters a file's name; its content may come later. */
  String file(String name) {
    budget.entry(name);
    String path = names.path(name, false);
    if (!path.isEmpty()) {
      census.file(path);
    }
    return path;
  }

  /** Hands on the content of a file entered before. */
  void content(String path, boolean executable, Content content) {
    take(path, executable, content).run();
  }

  /** Whether contents may be handed on in any order, and several at once. */
  boolean many() {
    return rules.inner().isEmpty() && receiver.many();
  }

  /** The same; what it returns is to be run when all contents before it are done with. */
  Runnable take(String path, boolean executable, Content content) {
    String format = rules.inner().get(path);
    Receiver.Noted[] noted = {Receiver.Noted.NOTHING};
    if (format != null) {
      inner(path, format, content);
    } else if (!path.isEmpty()) {
      write(path, () -> noted[0] = receiver.file(path, executable, content));
    }
    content.finish();
    return () -> write(path, noted[0]::run);
  }

  /** Read as it comes: an archive in an archive is never on the disk. */
  private void inner(String path, String format, Content packed) {
    Rules its =
        new Rules(
            format,
            rules.links(),
            false,
            rules.collisions(),
            0,
            rules.maxBytes(),
            rules.maxEntries(),
            Map.of());
    Gate inside = new Gate(its, budget, new Below(path, receiver));
    if (format.equals("zip")) {
      throw Reason.UNSUPPORTED.at(path, "is a zip file inside an archive");
    }
    try (InputStream plain = Decompression.open(packed, format)) {
      if (format.equals("gz")) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("[.]gz$", "");
        inside.content(inside.file(name), false, new Inflated(path, plain, budget));
        inside.close();
      } else {
        new TarReader(inside).read(plain, format);
      }
    } catch (IOException broken) {
      throw Reason.CORRUPT.at(path, "is damaged: " + broken.getMessage(), broken);
    }
  }

  void symlink(String name, String target) {
    budget.entry(name);
    allowLinks(name);
    String path = names.path(name, false);
    if (taken(path)) {
      census.symlink(path, target);
    }
  }

  void hardlink(String name, String target) {
    budget.entry(name);
    allowLinks(name);
    String path = names.path(name, false);
    if (taken(path)) {
      census.hardlink(path, inside(name, target));
    }
  }

  void close() {
    census.close();
    if (rules.links() == Links.COPIED) {
      census.copies(this::copy);
    } else {
      write("", () -> receiver.links(census.hardlinks(), census.symlinks()));
    }
  }

  private void copy(String path, String original) {
    budget.entry(path);
    if (!original.isEmpty() && !rules.inner().containsKey(original)) {
      write(path, () -> budget.content(path, receiver.copy(path, original)));
    }
  }

  private boolean taken(String path) {
    return !path.isEmpty() && rules.links() != Links.DROPPED;
  }

  void allowLinks(String name) {
    if (rules.links() == Links.REFUSED) {
      throw Reason.SYMLINK.at(name, "is a link, and archives of this kind have none");
    }
  }

  private String inside(String name, String target) {
    try {
      return names.path(target, false);
    } catch (Refusal outside) {
      throw Reason.HARDLINK_ESCAPE.at(
          name, "is a hard link to `" + Reason.printable(target) + "`", outside);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void write(String path, Write write) {
    try {
      write.run();
    } catch (IOException failed) {
      throw Reason.WRITE_FAILED.at(path, "could not be written: " + why(failed), failed);
    }
  }

  /** Without the path: where our own folders are is nobody's business here. */
  private static String why(IOException failed) {
    if (failed instanceof FileSystemException file) {
      return file.getReason() != null ? file.getReason() : file.getClass().getSimpleName();
    }
    return String.valueOf(failed.getMessage());
  }

  /** An entry's bytes: fails with a refusal, never with an {@link IOException}. */
  abstract static class Content extends InputStream {
    @Override
    public final int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] into, int offset, int length);

    /** Reads what nobody wanted, so that everything is checked. */
    void finish() {
      byte[] rest = new byte[1];
      while (read(rest, 0, rest.length) >= 0) {
        rest = new byte[8192];
      }
    }
  }
}
