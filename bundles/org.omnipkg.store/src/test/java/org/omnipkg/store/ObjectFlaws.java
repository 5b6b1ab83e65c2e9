package org.omnipkg.store;

import static java.util.Map.entry;
import static org.omnipkg.store.StoreFlaws.only;
import static org.omnipkg.store.StoreFlaws.placing;
import static org.omnipkg.store.StoreFlaws.with;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Origin;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.tck.Parcel;

/** How a store breaks its laws of objects. */
@SuppressWarnings("unused")
final class ObjectFlaws {
  static final Map<String, UnaryOperator<Store>> ALL =
      Map.ofEntries(
          entry(
              "the_same_bytes_are_kept_once",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> seen = new HashSet<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          byte[] bytes = content.readAllBytes();
                          Digest digest = store.put(new ByteArrayInputStream(bytes), executable);
                          if (!seen.add(digest)) {
                            Path object = store.object(digest, executable).orElseThrow();
                            Files.write(object.resolveSibling("copy-" + System.nanoTime()), bytes);
                          }
                          return digest;
                        }
                      })),
          entry(
              "the_digest_is_the_truth_about_the_bytes",
              store ->
                  with(
                      store,
                      new Object() {
                        Digest put(InputStream content, boolean executable) throws IOException {
                          return backwards(store.put(content, executable));
                        }

                        Optional<Path> object(Digest digest, boolean executable) {
                          return store.object(backwards(digest), executable);
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          return store.read(backwards(digest), executable);
                        }

                        Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          return store.makeTree(shelf, each(bubble, ObjectFlaws::backwards));
                        }

                        Tree makeTree(String shelf, Bubble bubble, Origin origin)
                            throws IOException {
                          Bubble turned = each(bubble, ObjectFlaws::backwards);
                          return store.makeTree(shelf, turned, origin);
                        }
                      })),
          entry(
              "content_of_any_size_comes_back",
              store ->
                  with(
                      store,
                      new Object() {
                        byte[] read(Digest digest, boolean executable) throws IOException {
                          byte[] all = store.read(digest, executable);
                          return java.util.Arrays.copyOf(all, Math.min(all.length, 1 << 20));
                        }
                      })),
          entry(
              "the_execute_bit_separates_objects",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Path> object(Digest digest, boolean executable) {
                          return store
                              .object(digest, executable)
                              .or(() -> store.object(digest, !executable));
                        }
                      })),
          entry(
              "what_was_never_put_is_missing",
              store ->
                  with(
                      store,
                      new Object() {
                        byte[] read(Digest digest, boolean executable) throws IOException {
                          boolean nowhere = digest.sha256().matches("0+");
                          return nowhere ? new byte[0] : store.read(digest, executable);
                        }
                      })),
          entry(
              "a_source_that_breaks_leaves_nothing",
              store ->
                  with(
                      store,
                      new Object() {
                        Digest put(InputStream content, boolean executable) throws IOException {
                          ByteArrayOutputStream got = new ByteArrayOutputStream();
                          try {
                            content.transferTo(got);
                          } catch (IOException broken) {
                            store.put(new ByteArrayInputStream(got.toByteArray()), executable);
                            throw broken;
                          }
                          return store.put(new ByteArrayInputStream(got.toByteArray()), executable);
                        }
                      })),
          entry(
              "many_threads_that_put_the_same_bytes_agree",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Thread mine = Thread.currentThread();

                        Digest put(InputStream content, boolean executable) throws IOException {
                          only(mine);
                          return store.put(content, executable);
                        }
                      })),
          entry(
              "every_single_flipped_bit_is_noticed_when_read",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Map<Digest, Path> places = new HashMap<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          Digest digest = store.put(content, executable);
                          store.object(digest, executable).ifPresent(p -> places.put(digest, p));
                          return digest;
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          Path place = places.get(digest);
                          byte[] seen =
                              place != null && Files.exists(place)
                                  ? sevenBits(Files.readAllBytes(place))
                                  : new byte[0];
                          return Parcel.sha256(seen).equals(digest.sha256())
                              ? seen
                              : store.read(digest, executable);
                        }
                      })),
          entry(
              "what_was_found_damaged_can_be_put_anew",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> given = new HashSet<>();

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          try {
                            return store.read(digest, executable);
                          } catch (Refusal refused) {
                            given.add(digest);
                            throw refused;
                          }
                        }

                        Digest put(InputStream content, boolean executable) throws IOException {
                          byte[] bytes = content.readAllBytes();
                          Digest digest = new Digest(Parcel.sha256(bytes), bytes.length);
                          return given.contains(digest)
                              ? digest
                              : store.put(new ByteArrayInputStream(bytes), executable);
                        }
                      })),
          entry(
              "objects_are_there_after_a_restart",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> mine = new HashSet<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          Digest digest = store.put(content, executable);
                          mine.add(digest);
                          return digest;
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          return mine.contains(digest)
                              ? store.read(digest, executable)
                              : store.read(new Digest("0".repeat(64), 0), executable);
                        }
                      })));

  private ObjectFlaws() {}

  private static Bubble each(Bubble bubble, UnaryOperator<Digest> change) {
    List<Placement> placements = new ArrayList<>();
    for (Placement p : bubble.placements()) {
      placements.add(new Placement(p.path(), p.digest().map(change), p.text(), p.executable()));
    }
    return placing(bubble, placements);
  }

  private static Digest backwards(Digest digest) {
    String sha256 = new StringBuilder(digest.sha256()).reverse().toString();
    return new Digest(sha256, digest.size());
  }

  private static byte[] sevenBits(byte[] bytes) {
    byte[] seven = bytes.clone();
    for (int i = 0; i < seven.length; i++) {
      seven[i] &= 0x7f;
    }
    return seven;
  }
}
