package org.omnipkg.archive.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the entries of a zip file one after another, for one thread. */
final class Inflating implements AutoCloseable {
  private static final int PACKED = 1 << 16;

  /** So many packed bytes at a time are inflated, and become so many at most, or zlib has them. */
  private static final int PIECE = 1 << 13;

  private final Inflater zlib = new Inflater(true);
  private final Optional<QuickInflater> quick = QuickInflater.create();
  private final Spares spares;
  private final byte[] packed;
  private final byte[] plain;

  Inflating(Spares spares) {
    this.spares = spares;
    this.packed = spares.packed().take();
    this.plain = quick.isPresent() ? spares.plain().take() : new byte[0];
  }

  /** The arrays of those that were closed, for those that come. */
  record Spares(Room packed, Room plain) {
    Spares() {
      this(new Room(PACKED), new Room(1 << 20));
    }
  }

  /** The bytes of an entry, to be read to their end before the next one's. */
  interface Source {
    /**
     * @return -1 at the end
     */
    int read(byte[] into, int offset, int length) throws IOException, DataFormatException;
  }

  /**
   * @param packed the entry's packed bytes from their beginning
   */
  Source source(ZipContent.Zipped entry, Supplier<Packed> packed) {
    return quick.isPresent() && entry.bounded()
        ? new Quick(quick.get(), entry, packed)
        : new Zlib(entry.name(), packed.get());
  }

  @Override
  public void close() {
    zlib.end();
    spares.packed().give(packed);
    if (quick.isPresent()) {
      quick.get().close();
      spares.plain().give(plain);
    }
  }

  /** Gives way to zlib, which goes over the same bytes again, where it cannot go on. */
  private final class Quick implements Source {
    private final QuickInflater inflater;
    private final ZipContent.Zipped entry;
    private final Supplier<Packed> again;
    private final Packed raw;
    private Optional<Source> other = Optional.empty();
    private int packedAt;
    private int packedEnd;
    private int at;
    private int end;
    private long told;

    Quick(QuickInflater inflater, ZipContent.Zipped entry, Supplier<Packed> packed) {
      this.inflater = inflater;
      this.entry = entry;
      this.again = packed;
      this.raw = packed.get();
      inflater.reset();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, DataFormatException {
      while (at == end && other.isEmpty()) {
        if (packedAt == packedEnd) {
          packedAt = 0;
          packedEnd = Math.max(0, raw.read(packed, 0, packed.length));
        }
        if (packedEnd == 0 && told == entry.size()) {
          return -1;
        }
        more();
      }
      if (other.isPresent()) {
        return other.get().read(into, offset, length);
      }
      int got = Math.min(length, end - at);
      System.arraycopy(plain, at, into, offset, got);
      at += got;
      told += got;
      return got;
    }

    private void more() throws IOException, DataFormatException {
      int length = Math.min(PIECE, packedEnd - packedAt);
      at = 0;
      end = length == 0 ? -1 : inflater.inflate(packed, packedAt, length, plain);
      packedAt += length;
      if (end < 0 || told + end > entry.size()) {
        end = 0;
        Source zlib = new Zlib(entry.name(), again.get());
        skip(zlib);
        other = Optional.of(zlib);
      }
    }

    private void skip(Source zlib) throws IOException, DataFormatException {
      byte[] known = new byte[PACKED];
      for (long left = told; left > 0; ) {
        int got = zlib.read(known, 0, (int) Math.min(known.length, left));
        if (got < 0) {
          throw Reason.CORRUPT.at(entry.name(), "is damaged: it was read in two ways");
        }
        left -= got;
      }
    }
  }

  private final class Zlib implements Source {
    private final String name;
    private final Packed raw;

    Zlib(String name, Packed raw) {
      this.name = name;
      this.raw = raw;
      zlib.reset();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, DataFormatException {
      while (true) {
        int got = zlib.inflate(into, offset, length);
        if (got > 0) {
          return got;
        }
        if (zlib.finished()) {
          if (zlib.getRemaining() > 0 || raw.left() > 0) {
            throw Reason.PARSER_DIFFERENTIAL.at(name, "has more packed bytes than it needs");
          }
          return -1;
        }
        int more = zlib.needsDictionary() ? -1 : raw.read(packed, 0, packed.length);
        if (more < 0) {
          throw Reason.CORRUPT.at(name, "is damaged: its packed bytes end too early");
        }
        zlib.setInput(packed, 0, more);
      }
    }
  }
}
