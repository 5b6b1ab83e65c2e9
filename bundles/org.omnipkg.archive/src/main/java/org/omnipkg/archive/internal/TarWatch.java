package org.omnipkg.archive.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.omnipkg.model.Refusal;

/**
 * Looks at the bytes of a tar as they pass to the reader and frames them a second time, by the
 * plain headers alone. Where that would part ways with the reader, the archive is refused.
 */
final class TarWatch extends InputStream {
  private static final int BLOCK = 512;
  private static final long LARGEST_EXTENSION = 1L << 20;

  /** The largest size the header's own eleven octal digits can state. */
  private static final long LARGEST_OCTAL = 077777777777L;

  private final InputStream in;
  private final Budget budget;
  private final byte[] header = new byte[BLOCK];
  private int filled;
  private long data;
  private long skip;
  private char collecting;
  private final ByteArrayOutputStream extension = new ByteArrayOutputStream();
  private PaxHeader pax = PaxHeader.NONE;
  private boolean extendedOnce;
  private boolean longName;
  private boolean ended;

  TarWatch(InputStream in, Budget budget) {
    this.in = in;
    this.budget = budget;
  }

  /** Whether the end of the archive was marked by an empty block. */
  boolean ended() {
    return ended;
  }

  /** Whether the bytes so far are whole blocks and whole files. */
  boolean even() {
    return filled == 0 && data == 0 && skip == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int got = in.read(into, offset, length);
    if (got > 0) {
      budget.inflated("the archive", got);
      pass(into, offset, offset + got);
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void pass(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (ended) {
        nothingMore(bytes, at, to);
        return;
      }
      if (data > 0) {
        int part = (int) Math.min(data, to - at);
        if (collecting != 0) {
          extension.write(bytes, at, part);
        }
        data -= part;
        at += part;
      } else if (skip > 0) {
        int part = (int) Math.min(skip, to - at);
        skip -= part;
        at += part;
      } else {
        int part = Math.min(BLOCK - filled, to - at);
        System.arraycopy(bytes, at, header, filled, part);
        filled += part;
        at += part;
        if (filled == BLOCK) {
          filled = 0;
          header();
        }
      }
      if (data == 0 && collecting != 0) {
        extended();
      }
    }
  }

  private static void nothingMore(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        throw Reason.PARSER_DIFFERENTIAL.whole("the tar has something behind its end");
      }
    }
  }

  private void header() {
    if (empty()) {
      ended = true;
      return;
    }
    TarHeader read = TarHeader.of(header);
    char type = read.type();
    if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
      if (read.size() > LARGEST_EXTENSION) {
        throw Reason.BOMB.at(read.name(), "has an extended header of " + read.size() + " bytes");
      }
      if (type == 'x' && extendedOnce) {
        throw differs(read, "has two extended headers");
      }
      longName |= type == 'L' || type == 'K';
      collecting = type == 'x' || type == 'g' ? type : 0;
      extent(read.size());
      return;
    }
    if (longName && pax.named()) {
      throw differs(read, "has two long names");
    }
    extent(size(read));
    pax = PaxHeader.NONE;
    extendedOnce = false;
    longName = false;
  }

  private long size(TarHeader read) {
    long size = read.size();
    if (pax.size() >= 0 && pax.size() != size) {
      if (pax.size() <= LARGEST_OCTAL) {
        throw differs(read, "has two sizes, " + size + " and " + pax.size());
      }
      size = pax.size();
    }
    if (size > 0 && read.type() >= '1' && read.type() <= '6') {
      throw differs(read, "is no regular file and has content");
    }
    return size;
  }

  private void extent(long size) {
    data = size;
    skip = (BLOCK - size % BLOCK) % BLOCK;
  }

  private void extended() {
    PaxHeader found = PaxHeader.parse(extension.toByteArray());
    extension.reset();
    if (collecting == 'x') {
      pax = found;
      extendedOnce = true;
    } else if (found.size() >= 0 || found.named()) {
      throw Reason.PARSER_DIFFERENTIAL.whole("the tar's global header renames or resizes files");
    }
    collecting = 0;
  }

  private boolean empty() {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static Refusal differs(TarHeader read, String what) {
    return Reason.PARSER_DIFFERENTIAL.at(read.name(), "can be read in two ways: it " + what);
  }
}
