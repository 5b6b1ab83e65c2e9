package org.omnipkg.ecosystem.node.internal.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The archive of a commit: which plain files are in it, and where. */
public final class CommitTar implements Tree {
  private static final int BLOCK = 512;
  private static final int LARGEST_TEXT = 1 << 24;

  private final Path tar;
  private final SortedMap<String, Member> members;

  /** A file, and the blocks that belong to it. */
  private record Member(long from, long content, long size) {
    long end() {
      return content + padded(size);
    }
  }

  private CommitTar(Path tar, SortedMap<String, Member> members) {
    this.tar = tar;
    this.members = members;
  }

  /** Reads what is where; the names are as they stand behind the outer folder. */
  public static CommitTar of(Path tar) throws IOException {
    SortedMap<String, Member> members = new TreeMap<>();
    try (FileChannel in = FileChannel.open(tar)) {
      long from = 0;
      long at = 0;
      String longer = "";
      for (byte[] header = block(in, at); header != null; header = block(in, at)) {
        long content = at + BLOCK;
        long size = size(header);
        char kind = (char) header[156];
        at = content + padded(size);
        if (kind == 'x') {
          longer = path(text(in, content, size));
          continue;
        }
        String name = longer.isEmpty() ? name(header) : longer;
        if (kind == '0' || kind == 0) {
          members.put(name.substring(name.indexOf('/') + 1), new Member(from, content, size));
        }
        from = at;
        longer = "";
      }
    }
    return new CommitTar(tar, members);
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static byte @Nullable [] block(FileChannel in, long at) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (block.hasRemaining() && in.read(block, at + block.position()) >= 0) {
      continue;
    }
    return block.hasRemaining() || block.get(0) == 0 ? null : block.array();
  }

  private static long size(byte[] header) throws IOException {
    try {
      long size = Long.parseLong(text(header, 124, 12).strip(), 8);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("no tar", e);
    }
    throw new IOException("a member of impossible size");
  }

  private static String name(byte[] header) {
    String front = text(header, 345, 155);
    String name = text(header, 0, 100);
    return front.isEmpty() ? name : front + "/" + name;
  }

  private static String text(byte[] from, int at, int length) {
    int end = at;
    while (end < at + length && from[end] != 0) {
      end++;
    }
    return new String(from, at, end - at, StandardCharsets.UTF_8);
  }

  private static String text(FileChannel in, long at, long size) throws IOException {
    if (size > LARGEST_TEXT) {
      throw new IOException("a text of " + size + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the archive ends early");
      }
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  /** The name among the records of an extended header, each {@code length key=value}. */
  private static String path(String records) {
    for (String record : records.split("\n")) {
      String rest = record.substring(record.indexOf(' ') + 1);
      if (rest.startsWith("path=")) {
        return rest.substring("path=".length());
      }
    }
    return "";
  }

  @Override
  public SortedSet<String> files() {
    return new TreeSet<>(members.keySet());
  }

  @Override
  public String text(String file) throws IOException {
    Member member = members.get(file);
    if (member == null) {
      throw new IOException("no " + file);
    }
    try (FileChannel in = FileChannel.open(tar)) {
      return text(in, member.content(), member.size());
    }
  }

  /** Writes an archive of some of them, each as it stands here, and nothing else. */
  public void copy(Set<String> files, Path into) throws IOException {
    try (FileChannel in = FileChannel.open(tar);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(into))) {
      for (var member : members.entrySet()) {
        if (files.contains(member.getKey())) {
          transfer(in, member.getValue(), Channels.newChannel(out));
        }
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static void transfer(FileChannel in, Member member, WritableByteChannel out)
      throws IOException {
    for (long at = member.from(); at < member.end(); ) {
      long count = in.transferTo(at, member.end() - at, out);
      if (count <= 0) {
        throw new IOException("the archive ends early");
      }
      at += count;
    }
  }
}
