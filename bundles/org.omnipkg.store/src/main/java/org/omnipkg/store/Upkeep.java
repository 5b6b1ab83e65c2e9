package org.omnipkg.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.osgi.annotation.versioning.ProviderType;

/** Looking after a store for years: counting, checking, mending, collecting. */
@ProviderType
public interface Upkeep {
  /** Counted from names alone, so that it takes no time. */
  Stock stock();

  /** All complete trees, by shelf and key. */
  List<Store.Tree> trees();

  /** What a tree is made of; empty when that is not known (then it is not complete). */
  Optional<List<Item>> items(String shelf, String key);

  /** Reads all objects and looks at all trees; nothing is changed. In parallel. */
  List<Flaw> verify(Progress progress);

  /**
   * Makes a tree whole from objects, and objects whole from trees that still have their bytes. A
   * file that is an object's own is written in place, so that its links everywhere are whole too.
   *
   * @return what it lacks; none when it is whole
   */
  List<Digest> mend(String shelf, String key) throws IOException;

  /** Removes a file that does not belong to a tree; a link is removed, not followed. */
  void remove(Store.Tree tree, String path) throws IOException;

  /** Makes an object whole from any tree that still has its bytes; false when none has. */
  boolean mend(Digest digest, boolean executable) throws IOException;

  /**
   * Removes trees that are neither among the roots nor held, then objects that nothing links any
   * more. Whatever comes to be used meanwhile stays.
   *
   * @param roots {@code shelf/key} of what is needed, {@code built/<source>/<target>} and {@code
   *     adopted/<sha256>} among them; asked when everybody else waits
   */
  Gone collect(Supplier<Set<String>> roots, boolean dryRun, Progress progress) throws IOException;

  /**
   * What a failure of the disk means, wherever in the house it came up.
   *
   * @return {@code store.full} or {@code home.read-only}, or empty when it is something else
   */
  Optional<Refusal> explain(Throwable failed);

  /** Objects and their bytes. */
  record Stock(int objects, long bytes) {}

  /** A file of a tree. */
  record Item(String path, Digest digest, boolean executable) {}

  /**
   * Something that is not as it was stored.
   *
   * @param tree {@code shelf/key}, or empty when it is an object
   * @param subject path inside the tree, or the object's name
   * @param item the file as it should be; empty when there should be none
   */
  record Flaw(String tree, String subject, Optional<Item> item, String text) {}

  /**
   * What was, or would be, removed.
   *
   * @param trees as {@code shelf/key}
   * @param bytes of the objects, left-overs included
   * @param waiting objects that stay because another process is storing something
   */
  record Gone(List<String> trees, int objects, long bytes, int waiting) {}
}
