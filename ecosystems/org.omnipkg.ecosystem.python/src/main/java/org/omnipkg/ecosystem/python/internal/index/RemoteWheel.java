package org.omnipkg.ecosystem.python.internal.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * The metadata of a wheel on a server, by reading only the end of it: a zip has its table of
 * contents there, and wheels keep their metadata beside it. Empty whenever that does not work out.
 */
final class RemoteWheel {
  private static final int TAIL = 48 * 1024;
  private static final int END_SIZE = 22;
  private static final int END_SIGN = 0x06054b50;
  private static final int ENTRY_SIZE = 46;
  private static final int ENTRY_SIGN = 0x02014b50;
  private static final int FILE_SIZE = 30;
  private static final int FILE_SIGN = 0x04034b50;
  private static final int LARGEST_TABLE = 64 << 20;
  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]+/[0-9*]+");

  private final Artifact wheel;
  private final Desk desk;

  /** Bytes and where in the file they begin. */
  private record Part(long start, ByteBuffer bytes) {
    boolean has(long from, long length) {
      return from >= start && from + length <= start + bytes.limit();
    }

    ByteBuffer cut(long from, long length) {
      return bytes.slice((int) (from - start), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private record Member(
      long offset, long packed, long size, int method, int nameLength, long crc) {}

  RemoteWheel(Artifact wheel, Desk desk) {
    this.wheel = wheel;
    this.desk = desk;
  }

  Optional<byte[]> metadata() {
    try {
      Optional<Part> tail = fetch("-" + TAIL);
      return tail.isEmpty() ? Optional.empty() : from(tail.get());
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    } catch (Refusal e) {
      if (e.diagnostic().code().equals("fetch.too-large")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<byte[]> from(Part tail) {
    int end = tail.bytes().limit() - END_SIZE;
    while (end >= 0 && tail.bytes().getInt(end) != END_SIGN) {
      end--;
    }
    if (end < 0) {
      return Optional.empty();
    }
    long size = Integer.toUnsignedLong(tail.bytes().getInt(end + 12));
    long start = Integer.toUnsignedLong(tail.bytes().getInt(end + 16));
    if (size > LARGEST_TABLE || start == 0xffffffffL) {
      return Optional.empty();
    }
    Optional<Part> table = part(tail, start, size);
    Optional<Member> member =
        table.isEmpty() ? Optional.empty() : find(table.get().cut(start, size));
    if (member.isEmpty()) {
      return Optional.empty();
    }
    Member file = member.get();
    long largest = Math.max(file.size(), file.packed());
    if (largest > LocalWheel.LARGEST || file.offset() >= start) {
      return Optional.empty();
    }
    long guess = FILE_SIZE + file.nameLength() + 64L + file.packed();
    long most = Math.min(guess, start - file.offset());
    Optional<Part> around = part(tail, file.offset(), most);
    if (around.isEmpty() || around.get().cut(file.offset(), 4).getInt() != FILE_SIGN) {
      return Optional.empty();
    }
    ByteBuffer head = around.get().cut(file.offset(), FILE_SIZE);
    long skip =
        FILE_SIZE + Short.toUnsignedInt(head.getShort(26)) + Short.toUnsignedInt(head.getShort(28));
    return part(around.get(), file.offset() + skip, file.packed())
        .map(packed -> packed.cut(file.offset() + skip, file.packed()))
        .flatMap(packed -> unpacked(file, packed));
  }

  private static Optional<Member> find(ByteBuffer table) {
    int at = 0;
    while (at + ENTRY_SIZE <= table.limit() && table.getInt(at) == ENTRY_SIGN) {
      int nameLength = Short.toUnsignedInt(table.getShort(at + 28));
      int extraLength = Short.toUnsignedInt(table.getShort(at + 30));
      int commentLength = Short.toUnsignedInt(table.getShort(at + 32));
      byte[] name = new byte[nameLength];
      table.get(at + ENTRY_SIZE, name);
      if (LocalWheel.isMetadata(new String(name, StandardCharsets.UTF_8))) {
        return Optional.of(
            new Member(
                Integer.toUnsignedLong(table.getInt(at + 42)),
                Integer.toUnsignedLong(table.getInt(at + 20)),
                Integer.toUnsignedLong(table.getInt(at + 24)),
                table.getShort(at + 10),
                nameLength,
                Integer.toUnsignedLong(table.getInt(at + 16))));
      }
      at += ENTRY_SIZE + nameLength + extraLength + commentLength;
    }
    return Optional.empty();
  }

  private static Optional<byte[]> unpacked(Member file, ByteBuffer packed) {
    byte[] bytes = new byte[(int) file.size()];
    if (file.method() == 0 && packed.limit() == file.size()) {
      packed.get(bytes);
    } else if (file.method() == 8) {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(packed);
        int read = inflater.inflate(bytes);
        if (read != bytes.length) {
          return Optional.empty();
        }
      } catch (DataFormatException e) {
        return Optional.empty();
      } finally {
        inflater.end();
      }
    } else {
      return Optional.empty();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue() == file.crc() ? Optional.of(bytes) : Optional.empty();
  }

  private Optional<Part> part(Part known, long from, long length) {
    if (known.has(from, length)) {
      return Optional.of(known);
    }
    return fetch(from + "-" + (from + length - 1)).filter(part -> part.has(from, length));
  }

  private Optional<Part> fetch(String range) {
    Desk.Reply reply =
        desk.fetch(new Desk.Ask(wheel.location(), "", Desk.Ask.FOR_EVER, Optional.of(range)));
    if (reply.body().isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(reply.body().get()).order(ByteOrder.LITTLE_ENDIAN);
    if (reply.status() == 200) {
      return Optional.of(new Part(0, bytes));
    }
    Matcher place = RANGE.matcher(reply.headers().getOrDefault("content-range", ""));
    return place.matches()
        ? Optional.of(new Part(Long.parseLong(place.group(1)), bytes))
        : Optional.empty();
  }
}
