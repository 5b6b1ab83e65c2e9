package org.omnipkg.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.osgi.annotation.versioning.ProviderType;

/** Content-addressed files and the trees made of them. Safe for many threads and processes. */
@ProviderType
public interface Store {
  /** Keeps content; hashes while it writes; a second copy of the same bytes costs nothing. */
  Digest put(InputStream content, boolean executable) throws IOException;

  /** The object's file, read-only to others by agreement; never to be written. */
  Optional<Path> object(Digest digest, boolean executable);

  /**
   * Reads an object and checks it against its digest.
   *
   * @throws org.omnipkg.model.Refusal {@code store.corrupt}
   */
  byte[] read(Digest digest, boolean executable) throws IOException;

  /** A tree that is complete. */
  Optional<Tree> tree(String shelf, String key);

  /** Makes a tree from stored objects: hard links in a staging folder, then one rename. */
  Tree makeTree(String shelf, Bubble bubble) throws IOException;

  /** All complete trees of a shelf. */
  List<Tree> trees(String shelf);

  /** Removes a tree (objects stay until they are collected). */
  void removeTree(String shelf, String key) throws IOException;

  /**
   * Whether the closed folders of a tree hold only files of the store's own age; no file is opened.
   * Who writes there shows: root can, and the owner after opening it.
   */
  default boolean untouched(Tree tree) {
    return true;
  }

  /** The device this store is on can give hard links to that folder. */
  boolean reaches(Path folder);

  /**
   * A complete tree.
   *
   * @param path absolute
   * @param facts of its bubble
   */
  record Tree(String shelf, String key, Path path, Map<String, List<String>> facts) {}
}
