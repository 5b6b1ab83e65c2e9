package org.omnipkg.ecosystem.go.internal.sum;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.spi.Desk;

/** The tree of a checksum database as its tiles tell it: 256 hashes of one level each. */
final class Tiles implements Proofs.Subtrees {
  private static final int HEIGHT = 8;
  private static final int WIDTH = 1 << HEIGHT;

  private final String base;
  private final long size;
  private final Desk desk;
  private final Map<String, byte[]> tiles = new ConcurrentHashMap<>();

  /**
   * @param base address of the database
   * @param size records of the tree that is looked at
   */
  Tiles(String base, long size, Desk desk) {
    this.base = base;
    this.size = size;
    this.desk = desk;
  }

  @Override
  public Hash at(int level, long index) {
    int row = level / HEIGHT;
    int above = level % HEIGHT;
    long first = index << above;
    byte[] tile = tile(row, first >> HEIGHT);
    int from = (int) (first & (WIDTH - 1));
    return combined(tile, from, 1 << above);
  }

  private static Hash combined(byte[] tile, int from, int count) {
    if (count == 1) {
      int at = from * Hash.LENGTH;
      if (at + Hash.LENGTH > tile.length) {
        throw new SumdbFlaw("a tile of its tree is too short");
      }
      return new Hash(Arrays.copyOfRange(tile, at, at + Hash.LENGTH));
    }
    return Hash.node(combined(tile, from, count / 2), combined(tile, from + count / 2, count / 2));
  }

  private byte[] tile(int row, long number) {
    String key = row + "/" + number;
    byte[] known = tiles.get(key);
    if (known == null) {
      known = fetched(row, number);
      tiles.put(key, known);
    }
    return known;
  }

  private byte[] fetched(int row, long number) {
    long there = (size >> (HEIGHT * row)) - number * WIDTH;
    String full = "tile/" + HEIGHT + "/" + row + "/" + path(number);
    Optional<byte[]> tile =
        there >= WIDTH ? fetch(full) : fetch(full + ".p/" + there).or(() -> fetch(full));
    return tile.orElseThrow(() -> new SumdbFlaw("a tile of its tree is missing"));
  }

  private Optional<byte[]> fetch(String path) {
    return desk.fetch(Desk.Ask.of(URI.create(base + "/" + path), "", Desk.Ask.FOR_EVER)).body();
  }

  /** {@code x001/x234/567}. */
  private static String path(long number) {
    String path = String.format("%03d", number % 1000);
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path = String.format("x%03d", rest % 1000) + "/" + path;
    }
    return path;
  }
}
