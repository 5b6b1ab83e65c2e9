package org.omnipkg.spi;

import java.util.Map;

/**
 * How an artifact is packed, so that the house can open it safely.
 *
 * @param format {@code zip}, {@code tar}, {@code tar.gz}, {@code tar.bz2}, {@code tar.xz}; or
 *     {@code file} for an artifact that is used as it comes and never opened, see {@link #WHOLE}
 * @param strip leading path components dropped, whatever their names
 * @param links what symbolic and hard links in it are
 * @param collisions whether names that differ only by case or Unicode form are allowed
 * @param inner members that are archives themselves: path to format; their files are told below
 *     that path and a slash ({@code data.tar.gz/lib/x.rb}), in place of the member
 */
public record Packing(
    String format, int strip, Links links, boolean collisions, Map<String, String> inner) {
  /** A wheel (PEP 427): plain files only. */
  public static final Packing WHEEL = new Packing("zip", 0, Links.REFUSED, false, Map.of());

  /** The one entry of an artifact that is not opened. */
  public static final String FILE = "file";

  /** Not opened: the artifact is told as one entry, its path {@link #FILE} (a jar, a binary). */
  public static final Packing WHOLE = new Packing(FILE, 0, Links.REFUSED, false, Map.of());

  public Packing {
    inner = Map.copyOf(inner);
  }

  /** What is done with links. */
  public enum Links {
    /** The archive is refused. */
    REFUSED,
    /** They are passed over, as the language's own client does. */
    DROPPED,
    /** Links that stay inside the archive become copies of the file they lead to. */
    COPIED
  }
}
