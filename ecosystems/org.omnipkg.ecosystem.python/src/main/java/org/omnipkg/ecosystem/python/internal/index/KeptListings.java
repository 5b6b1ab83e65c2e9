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
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.spi.Desk;

/**
 * Listings of pages that were read before, in memory as long as there is room, and on disk in their
 * short form. Each is known by the digest of its page.
 */
final class KeptListings {
  private static final int MANY = 4096;

  private final ArtifactChoice choice;
  private final Map<String, SoftReference<Kept>> kept = new ConcurrentHashMap<>();

  private record Kept(String page, Listing listing) {}

  KeptListings(ArtifactChoice choice) {
    this.choice = choice;
  }

  /** The listing of a page, if it was kept. */
  Optional<Listing> find(URI address, String page, PackageName name, String source, Desk desk) {
    String key = key(address, name, source);
    SoftReference<Kept> known = kept.get(key);
    Kept last = known == null ? null : known.get();
    if (last != null && last.page().equals(page)) {
      return Optional.of(last.listing());
    }
    try {
      Optional<Listing> read =
          ListingForm.read(Files.readAllBytes(file(key, desk)), page, name, source, choice);
      read.ifPresent(listing -> remember(key, new Kept(page, listing)));
      return read;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void keep(URI address, String page, Listing listing, Desk desk) {
    String key = key(address, listing.name(), listing.source());
    try {
      byte[] bytes = ListingForm.write(page, listing);
      Path file = file(key, desk);
      Path fresh = Files.createTempFile(Files.createDirectories(file.getParent()), "new", ".tmp");
      try {
        Files.write(fresh, bytes);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      ListingForm.read(bytes, page, listing.name(), listing.source(), choice)
          .ifPresent(it -> remember(key, new Kept(page, it)));
    } catch (IOException e) {
      desk.progress().checkpoint(); // the page is read again next time
    }
  }

  private void remember(String key, Kept listing) {
    if (kept.size() > MANY) {
      kept.values().removeIf(reference -> reference.get() == null);
    }
    kept.put(key, new SoftReference<>(listing));
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
