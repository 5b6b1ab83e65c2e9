package org.omnipkg.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Pin;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Content-addressed files and the trees made of them. Safe for many threads and processes. Whoever
 * puts objects to make a tree of them, or links a tree, has a {@link Hold} open: without one a
 * collection running beside may take them.
 */
@ProviderType
public interface Store {
  /**
   * Keeps content; hashes while it writes; a second copy of the same bytes costs nothing.
   *
   * @throws org.omnipkg.model.Refusal {@code store.full}
   */
  Digest put(InputStream content, boolean executable) throws IOException;

  /** The object's file, read-only to others by agreement; never to be written. */
  Optional<Path> object(Digest digest, boolean executable);

  /**
   * Reads an object and checks it against its digest. A damaged one is set aside, so that the same
   * content can be put again.
   *
   * @throws org.omnipkg.model.Refusal {@code store.corrupt}, {@code store.missing}
   */
  byte[] read(Digest digest, boolean executable) throws IOException;

  /** A tree that is complete; its files are not looked at. */
  Optional<Tree> tree(String shelf, String key);

  /**
   * The tree after a look at every file's size and age. What is damaged is made whole from its
   * objects; empty when that takes the artifact, which {@link #makeTree} then puts right in place.
   */
  default Optional<Tree> sound(String shelf, String key) {
    return tree(shelf, key);
  }

  /** Makes a tree from stored objects: hard links in a staging folder, then one rename. */
  Tree makeTree(String shelf, Bubble bubble) throws IOException;

  /**
   * The same, and what it was made of is kept beside the tree. A tree that is there and damaged is
   * made whole under its own name, so that every link into it leads to the right bytes again.
   *
   * @throws org.omnipkg.model.Refusal {@code store.full}, {@code store.missing}
   */
  default Tree makeTree(String shelf, Bubble bubble, Origin origin) throws IOException {
    return makeTree(shelf, bubble);
  }

  /**
   * Makes a tree of another tree's files, put below a folder, and symbolic links. Like a tree it is
   * there wholly or not at all, and one that is there and damaged is made whole in place. A
   * collection that keeps it keeps its base and all it leads to.
   *
   * @throws org.omnipkg.model.Refusal {@code store.bad-path} when a link could lead anywhere but
   *     into a tree of the same shelf, {@code store.full}, {@code store.missing}
   */
  default Tree makeInstance(Tree base, String key, Instance instance) throws IOException {
    throw new UnsupportedOperationException();
  }

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
   * Keeps collections away from what a flow is about to use; a store that nothing collects needs
   * none.
   */
  default Hold hold() {
    return Hold.NONE;
  }

  /**
   * Another store of this kind, in an empty folder, that nobody else sees: what is tried there can
   * be thrown away with the folder.
   */
  default Spare spare(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** Whether a hold of this name is open, in this process or another. */
  default boolean held(String name) {
    return false;
  }

  /**
   * While it is open, no object put or linked since it was opened and no tree it names is
   * collected, by whatever process. It dies with its process.
   */
  interface Hold extends AutoCloseable {
    Hold NONE =
        new Hold() {
          @Override
          public String name() {
            return "none";
          }

          @Override
          public void keep(String shelf, String key) {}

          @Override
          public void close() {}
        };

    /** Fit to be a file's name, and nobody else's. */
    String name();

    /** Keeps a tree that is there or will be; look whether it is there afterwards. */
    void keep(String shelf, String key);

    /** Many at once. */
    default void keep(String shelf, Collection<String> keys) {
      keys.forEach(key -> keep(shelf, key));
    }

    @Override
    void close();
  }

  /** A store to be closed by who opened it. */
  interface Spare extends AutoCloseable {
    Store store();

    @Override
    void close() throws IOException;
  }

  /**
   * What a tree was made of.
   *
   * @param sha256 of the artifact
   */
  record Origin(Pin pin, String sha256) {}

  /**
   * How a tree was made of another one.
   *
   * @param base key of that tree, on the same shelf
   * @param at folder for its files, relative and {@code /}-separated; empty for the top
   * @param links relative path to literal target. A target is relative, goes up only at its
   *     beginning, and leads into a tree of the same shelf, which need not be there yet
   */
  record Instance(String base, String at, Map<String, String> links) {
    public Instance {
      links = Map.copyOf(links);
    }
  }

  /**
   * A complete tree.
   *
   * @param path absolute
   * @param facts of its bubble; of its base's for an instance
   * @param origin empty when whoever made it did not say
   * @param instance how it was made of another tree, if it was
   */
  record Tree(
      String shelf,
      String key,
      Path path,
      Map<String, List<String>> facts,
      Optional<Origin> origin,
      Optional<Instance> instance) {
    public Tree(
        String shelf,
        String key,
        Path path,
        Map<String, List<String>> facts,
        Optional<Origin> origin) {
      this(shelf, key, path, facts, origin, Optional.empty());
    }

    public Tree(String shelf, String key, Path path, Map<String, List<String>> facts) {
      this(shelf, key, path, facts, Optional.empty());
    }

    /** {@code shelf/key}: how states name it. */
    public String name() {
      return shelf + "/" + key;
    }
  }
}
