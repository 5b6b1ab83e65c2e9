package org.omnipkg.ecosystem.python.internal.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the library search path of an ELF file (System V gABI, chapter 5): 32 and 64 bits, either
 * byte order. Whatever contradicts itself has no search path.
 */
final class Elf {
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int DT_STRTAB = 5;
  private static final int DT_RPATH = 15;
  private static final int DT_RUNPATH = 29;
  private static final int MOST_HEADERS = 1024;
  private static final int MOST_DYNAMIC = 1 << 20;
  private static final int MOST_PATH = 1 << 14;

  private final Bytes bytes;
  private final boolean wide;
  private final ByteOrder order;

  private Elf(Bytes bytes, boolean wide, ByteOrder order) {
    this.bytes = bytes;
    this.wide = wide;
    this.order = order;
  }

  /** A file's bytes from an offset on; fewer than asked for at its end. */
  @FunctionalInterface
  interface Bytes {
    byte[] at(long offset, int length);
  }

  private record Segment(int type, long offset, long address, long size) {}

  /** RPATH and RUNPATH, split; empty when this is no ELF file at all. */
  static Optional<List<String>> searchPath(Bytes bytes) {
    byte[] head = bytes.at(0, 64);
    if (head.length < 52 || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
      return Optional.empty();
    }
    boolean wide = head[4] == 2;
    ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (wide && head.length < 64) {
      return Optional.of(List.of());
    }
    try {
      return Optional.of(new Elf(bytes, wide, order).paths(ByteBuffer.wrap(head).order(order)));
    } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
      return Optional.of(List.of());
    }
  }

  private List<String> paths(ByteBuffer head) {
    List<Segment> segments = segments(head);
    List<String> paths = new ArrayList<>();
    for (Segment dynamic : segments) {
      if (dynamic.type == PT_DYNAMIC) {
        read(dynamic, segments, paths);
      }
    }
    return paths;
  }

  private List<Segment> segments(ByteBuffer head) {
    long table = wide ? head.getLong(32) : unsigned(head.getInt(28));
    int size = Short.toUnsignedInt(head.getShort(wide ? 54 : 42));
    int count = Math.min(Short.toUnsignedInt(head.getShort(wide ? 56 : 44)), MOST_HEADERS);
    ByteBuffer all = buffer(table, size * count);
    List<Segment> segments = new ArrayList<>();
    for (int at = 0; size > 0 && at + (wide ? 56 : 32) <= all.limit(); at += size) {
      segments.add(
          wide
              ? new Segment(
                  all.getInt(at), all.getLong(at + 8), all.getLong(at + 16), all.getLong(at + 32))
              : new Segment(
                  all.getInt(at),
                  unsigned(all.getInt(at + 4)),
                  unsigned(all.getInt(at + 8)),
                  unsigned(all.getInt(at + 16))));
    }
    return segments;
  }

  private void read(Segment dynamic, List<Segment> segments, List<String> paths) {
    int step = wide ? 16 : 8;
    ByteBuffer all = buffer(dynamic.offset, (int) Math.min(dynamic.size, MOST_DYNAMIC));
    long strings = -1;
    List<Long> wanted = new ArrayList<>();
    for (int at = 0; at + step <= all.limit(); at += step) {
      long tag = wide ? all.getLong(at) : all.getInt(at);
      long value = wide ? all.getLong(at + 8) : unsigned(all.getInt(at + 4));
      if (tag == 0) {
        break;
      } else if (tag == DT_STRTAB) {
        strings = offset(value, segments);
      } else if (tag == DT_RPATH || tag == DT_RUNPATH) {
        wanted.add(value);
      }
    }
    for (long index : wanted) {
      if (strings >= 0) {
        paths.addAll(List.of(string(strings + index).split(":")));
      }
    }
  }

  private static long offset(long address, List<Segment> segments) {
    for (Segment s : segments) {
      if (s.type == PT_LOAD && address >= s.address && address - s.address < s.size) {
        return s.offset + (address - s.address);
      }
    }
    return -1;
  }

  private String string(long offset) {
    byte[] some = offset < 0 ? new byte[0] : bytes.at(offset, MOST_PATH);
    int end = 0;
    while (end < some.length && some[end] != 0) {
      end++;
    }
    return new String(some, 0, end, StandardCharsets.UTF_8);
  }

  private ByteBuffer buffer(long offset, int length) {
    byte[] part = offset < 0 || length <= 0 ? new byte[0] : bytes.at(offset, length);
    return ByteBuffer.wrap(part).order(order);
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }
}
