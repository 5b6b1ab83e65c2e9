package org.omnipkg.ecosystem.support;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.omnipkg.model.Listing;
import org.omnipkg.spi.Desk;

/**
 * Listings of documents that were read before, in memory as long as there is room, and on disk in
 * their short form. Each is known by its document's digest.
 */
public final class KeptListings {
  private final Limits limits;
  private final String cache;
  private final Map<String, SoftReference<Kept>> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Integer> weights = new HashMap<>();
  private int used;

  private record Kept(String document, Listing listing) {}

  /**
   * How much of them stays in memory.
   *
   * @param room in bytes
   * @param release what a release takes beside the short form
   */
  public record Limits(int room, int release) {}

  /**
   * @param cache the desk's, where short forms lie
   */
  public KeptListings(String cache, Limits limits) {
    this.cache = cache;
    this.limits = limits;
  }

  /**
   * The listing of a document, if it was kept.
   *
   * @param place tells one document from the others, and whoever asks for it
   * @param document its digest
   * @param read what a short form says; nothing when it is damaged, or another document's
   */
  public Optional<Listing> find(
      String place, String document, Function<byte[], Optional<Listing>> read, Desk desk) {
    String key = key(place);
    Optional<Kept> last = remembered(key);
    if (last.isPresent() && last.get().document().equals(document)) {
      return Optional.of(last.get().listing());
    }
    try {
      byte[] form = Files.readAllBytes(file(key, desk));
      Optional<Listing> listing = read.apply(form);
      listing.ifPresent(one -> remember(key, new Kept(document, one), form.length));
      return listing;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a listing.
   *
   * @param form its short form
   */
  public void keep(String place, String document, Listing listing, byte[] form, Desk desk) {
    String key = key(place);
    remember(key, new Kept(document, listing), form.length);
    try {
      Path file = file(key, desk);
      Path fresh = Files.createTempFile(Files.createDirectories(file.getParent()), "new", ".tmp");
      try {
        Files.write(fresh, form);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      desk.progress().checkpoint(); // the document is read again next time
    }
  }

  private synchronized Optional<Kept> remembered(String key) {
    SoftReference<Kept> known = kept.get(key);
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  private synchronized void remember(String key, Kept listing, int bytes) {
    int weight = bytes + limits.release() * listing.listing().releases().size();
    used += weight - Optional.ofNullable(weights.put(key, weight)).orElse(0);
    kept.put(key, new SoftReference<>(listing));
    for (Iterator<String> eldest = kept.keySet().iterator();
        used > limits.room() && kept.size() > 1; ) {
      used -= Optional.ofNullable(weights.remove(eldest.next())).orElse(0);
      eldest.remove();
    }
  }

  private Path file(String key, Desk desk) {
    return desk.cache(cache).resolve(key.substring(0, 2)).resolve(key);
  }

  private static String key(String place) {
    return Digests.hex(place.getBytes(StandardCharsets.UTF_8));
  }
}
