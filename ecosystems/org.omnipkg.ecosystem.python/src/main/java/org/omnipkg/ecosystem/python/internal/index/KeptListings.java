package org.omnipkg.ecosystem.python.internal.index;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.spi.Desk;

/**
 * Listings of pages that were read before, in memory as long as there is room, and on disk in their
 * short form. Each is known by the digest of its page.
 */
final class KeptListings {
  private static final int ROOM = 96 << 20;
  private static final int RELEASE = 200;

  private final ArtifactChoice choice;
  private final Map<String, SoftReference<Kept>> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Integer> weights = new HashMap<>();
  private int used;

  private record Kept(String page, Listing listing) {}

  KeptListings(ArtifactChoice choice) {
    this.choice = choice;
  }

  /** The listing of a page, if it was kept. */
  Optional<Listing> find(URI address, String page, PackageName name, String source, Desk desk) {
    String key = key(address, name, source);
    Optional<Kept> last = remembered(key);
    if (last.isPresent() && last.get().page().equals(page)) {
      return Optional.of(last.get().listing());
    }
    try {
      byte[] bytes = Files.readAllBytes(file(key, desk));
      Optional<Listing> read = ListingForm.read(bytes, page, name, source, choice);
      read.ifPresent(listing -> remember(key, new Kept(page, listing), bytes.length));
      return read;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a listing.
   *
   * @param form as {@link ListingForm} writes it
   */
  void keep(URI address, String page, Listing listing, byte[] form, Desk desk) {
    String key = key(address, listing.name(), listing.source());
    remember(key, new Kept(page, listing), form.length);
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
      desk.progress().checkpoint(); // the page is read again next time
    }
  }

  private synchronized Optional<Kept> remembered(String key) {
    SoftReference<Kept> known = kept.get(key);
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  private synchronized void remember(String key, Kept listing, int bytes) {
    int weight = bytes + RELEASE * listing.listing().releases().size();
    used += weight - Optional.ofNullable(weights.put(key, weight)).orElse(0);
    kept.put(key, new SoftReference<>(listing));
    for (Iterator<String> eldest = kept.keySet().iterator(); used > ROOM && kept.size() > 1; ) {
      used -= Optional.ofNullable(weights.remove(eldest.next())).orElse(0);
      eldest.remove();
    }
  }

  private static Path file(String key, Desk desk) {
    return desk.cache("python-listings").resolve(key.substring(0, 2)).resolve(key);
  }

  private static String key(URI address, PackageName name, String source) {
    try {
      String text = address + "\n" + name + "\n" + source;
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
