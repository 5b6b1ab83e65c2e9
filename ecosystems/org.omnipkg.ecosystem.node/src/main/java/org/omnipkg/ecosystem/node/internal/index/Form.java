package org.omnipkg.ecosystem.node.internal.index;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What matters of a registry's document, as bytes that are read in a fraction of the time and kept
 * in a fraction of the room: of each version only what choosing looks at, the rest when it is asked
 * for.
 */
final class Form {
  private static final int FIRST = 0x6f6e7031;

  private final ByteBuffer all;
  private final Strings strings;
  private final int rest;
  final Map<String, String> tags = new LinkedHashMap<>();
  private final int[] places;

  /**
   * What choosing looks at.
   *
   * @param entry with its engines and platforms only
   * @param at where the rest of it begins
   * @param published in milliseconds, {@link Long#MIN_VALUE} when nobody says
   */
  record Head(VersionEntry entry, long published, boolean prerelease, int at) {
    Optional<Instant> when() {
      return published == Long.MIN_VALUE
          ? Optional.empty()
          : Optional.of(Instant.ofEpochMilli(published));
    }
  }

  /** What is to be written of one version. */
  record Row(VersionEntry entry, Optional<Instant> published, boolean prerelease) {}

  private Form(ByteBuffer in) {
    all = in;
    strings = Strings.read(in);
    for (int left = many(in, 8); left > 0; left--) {
      tags.put(text(in), text(in));
    }
    places = new int[many(in, 16)];
    for (int i = 0; i < places.length; i++) {
      places[i] = in.position();
      in.position(in.position() + 17);
      for (int lists = 3; lists > 0; lists--) {
        skip(in, 4);
      }
      skip(in, 8);
      in.getInt();
    }
    rest = in.position();
  }

  /** Empty when the bytes are of another document, or no such form. */
  static Optional<Form> read(byte[] bytes, byte[] page) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte[] digest = new byte[page.length];
      if (in.getInt() != FIRST) {
        return Optional.empty();
      }
      in.get(digest);
      boolean ours = Arrays.equals(digest, page) && in.getInt() == sum(bytes, in.position());
      return ours ? Optional.of(new Form(in)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  int size() {
    return places.length;
  }

  /** What choosing looks at, of one version. */
  Head head(int number) {
    ByteBuffer in = all.duplicate().position(places[number]);
    VersionEntry entry = new VersionEntry(text(in));
    long published = in.getLong();
    entry.deprecated = text(in);
    boolean prerelease = in.get() != 0;
    entry.os = list(in);
    entry.cpu = list(in);
    entry.libc = list(in);
    entry.engines = map(in);
    return new Head(entry, published, prerelease, in.getInt());
  }

  /** Everything that is known of one version. */
  VersionEntry whole(int number) {
    Head head = head(number);
    ByteBuffer in = all.duplicate().position(rest + head.at());
    VersionEntry entry = head.entry();
    entry.dependencies = map(in);
    entry.optional = map(in);
    entry.peers = map(in);
    entry.optionalPeers = new HashSet<>(list(in));
    entry.bundled = list(in);
    entry.bundlesAll = in.get() != 0;
    entry.tarball = text(in);
    entry.integrity = text(in);
    entry.shasum = text(in);
    return entry;
  }

  /** A number of things of which each takes so many bytes at least. */
  static int many(ByteBuffer in, int each) {
    int many = in.getInt();
    if (many < 0 || (long) many * each > in.remaining()) {
      throw new IllegalArgumentException("more than there is");
    }
    return many;
  }

  private static void skip(ByteBuffer in, int each) {
    int many = many(in, each);
    in.position(in.position() + many * each);
  }

  private String text(ByteBuffer in) {
    return strings.get(in.getInt());
  }

  private List<String> list(ByteBuffer in) {
    int many = many(in, 4);
    if (many == 0) {
      return List.of();
    }
    List<String> list = new ArrayList<>(many);
    for (int i = 0; i < many; i++) {
      list.add(text(in));
    }
    return list;
  }

  private Map<String, String> map(ByteBuffer in) {
    int many = many(in, 8);
    if (many == 0) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>(many * 2);
    for (int i = 0; i < many; i++) {
      map.put(text(in), text(in));
    }
    return map;
  }

  /**
   * @param page digest of the document
   * @param rows in their order
   */
  static byte[] write(byte[] page, Map<String, String> tags, List<Row> rows) {
    try {
      Strings.Writer strings = new Strings.Writer();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(body);
      out.writeInt(tags.size());
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        out.writeInt(strings.number(tag.getKey()));
        out.writeInt(strings.number(tag.getValue()));
      }
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      DataOutputStream late = new DataOutputStream(rest);
      out.writeInt(rows.size());
      for (Row row : rows) {
        VersionEntry entry = row.entry();
        out.writeInt(strings.number(entry.version));
        out.writeLong(row.published().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
        out.writeInt(strings.number(entry.deprecated));
        out.writeBoolean(row.prerelease());
        list(entry.os, strings, out);
        list(entry.cpu, strings, out);
        list(entry.libc, strings, out);
        map(entry.engines, strings, out);
        out.writeInt(late.size());
        late(entry, strings, late);
      }
      rest.writeTo(out);
      return whole(page, strings, body);
    } catch (IOException e) {
      throw new IllegalStateException("memory is always there", e);
    }
  }

  private static byte[] whole(byte[] page, Strings.Writer strings, ByteArrayOutputStream body)
      throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    strings.write(new DataOutputStream(table));
    body.writeTo(table);
    byte[] rest = table.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream(8 + page.length + rest.length);
    DataOutputStream out = new DataOutputStream(all);
    out.writeInt(FIRST);
    out.write(page);
    out.writeInt(sum(rest, 0));
    out.write(rest);
    return all.toByteArray();
  }

  /** Tells a damaged file; what it says of files to fetch is no proof of them anyway. */
  private static int sum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }

  private static void late(VersionEntry entry, Strings.Writer strings, DataOutputStream out)
      throws IOException {
    map(entry.dependencies, strings, out);
    map(entry.optional, strings, out);
    map(entry.peers, strings, out);
    list(entry.optionalPeers, strings, out);
    list(entry.bundled, strings, out);
    out.writeBoolean(entry.bundlesAll);
    out.writeInt(strings.number(entry.tarball));
    out.writeInt(strings.number(entry.integrity));
    out.writeInt(strings.number(entry.shasum));
  }

  private static void list(Collection<String> list, Strings.Writer strings, DataOutputStream out)
      throws IOException {
    out.writeInt(list.size());
    for (String text : list) {
      out.writeInt(strings.number(text));
    }
  }

  private static void map(Map<String, String> map, Strings.Writer strings, DataOutputStream out)
      throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.writeInt(strings.number(entry.getKey()));
      out.writeInt(strings.number(entry.getValue()));
    }
  }
}
