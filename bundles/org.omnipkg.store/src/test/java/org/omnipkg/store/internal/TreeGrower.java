package org.omnipkg.store.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Store;

/** A process of its own that makes trees, one after the other, and says so. */
final class TreeGrower {
  static final int FILES = 30;

  private TreeGrower() {}

  static String path(int file) {
    return "lib/" + file % 3 + "/" + file;
  }

  static String content(String key, int file) {
    return file % 2 == 0 ? "shared " + file : key + " " + file;
  }

  /** The next one's instance may come later, or never. */
  static Store.Instance instance(String key, int n) {
    return new Store.Instance(
        key, "in/own", Map.of("in/next", "../../k" + (n + 1) + "-i/in/own", "in/again", "own/lib"));
  }

  public static void main(String[] arguments) throws IOException {
    DiskStore store = new DiskStore(Path.of(arguments[0]));
    int first = Integer.parseInt(arguments[1]);
    boolean held = arguments.length > 3;
    for (int n = first; n < first + Integer.parseInt(arguments[2]); n++) {
      String key = "k" + n;
      Store.Hold hold = held ? store.hold() : Store.Hold.NONE;
      hold.keep("py", key);
      List<Placement> placements = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        byte[] bytes = content(key, i).getBytes(StandardCharsets.UTF_8);
        placements.add(
            new Placement(
                path(i),
                Optional.of(store.put(new ByteArrayInputStream(bytes), false)),
                Optional.empty(),
                false));
      }
      Store.Tree base =
          store.makeTree("py", new Bubble(key, placements, Map.of("key", List.of(key))));
      if (!held) {
        store.makeInstance(base, key + "-i", instance(key, n));
      }
      if (held) {
        whole(store.tree("py", key).orElseThrow());
      }
      hold.close();
      System.out.println(key);
    }
  }

  private static void whole(Store.Tree tree) throws IOException {
    for (int i = 0; i < FILES; i++) {
      if (!Files.readString(tree.path().resolve(path(i))).equals(content(tree.key(), i))) {
        throw new IllegalStateException(tree + ": " + path(i));
      }
    }
  }
}
