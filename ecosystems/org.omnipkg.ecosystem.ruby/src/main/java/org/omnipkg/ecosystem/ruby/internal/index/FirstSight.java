package org.omnipkg.ecosystem.ruby.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.spi.Desk;

/**
 * Digests of gems whose index states none: taken when a gem is seen for the first time, and only
 * where it came from this machine or over an encrypted line; remembered, so that a file that
 * changes later is refused. From elsewhere such gems have no digest and are not downloaded at all.
 */
final class FirstSight {
  private final Place place;
  private final Desk desk;
  private boolean told;

  FirstSight(Place place, Desk desk) {
    this.place = place;
    this.desk = desk;
  }

  /** SHA-256, or empty where none may be taken; the house itself reads files of this machine. */
  String of(URI gem, String filename) {
    if (!place.guarded() || "file".equals(gem.getScheme())) {
      return "";
    }
    try {
      Path kept =
          desk.cache("gem-digests")
              .resolve(Digests.hex(bare(gem).getBytes(StandardCharsets.UTF_8)));
      if (Files.exists(kept)) {
        return Files.readString(kept).strip();
      }
      Optional<byte[]> bytes = desk.fetch(Desk.Ask.of(gem, "", Desk.Ask.FOR_EVER)).body();
      if (bytes.isEmpty()) {
        return "";
      }
      String digest = Digests.hex(bytes.get());
      Path staged = Files.createTempFile(kept.getParent(), "digest", ".tmp");
      Files.writeString(staged, digest);
      Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      tell(filename);
      return digest;
    } catch (IOException e) {
      throw place.unreadable("`" + filename + "`, whose digest could not be kept", e);
    }
  }

  private void tell(String filename) {
    if (!told) {
      told = true;
      desk.progress()
          .note(
              "note: the index `"
                  + place.source().label()
                  + "` states no digests; those of its gems, `"
                  + filename
                  + "` first, are taken as they are now and held from now on");
    }
  }

  /** Without credentials, which may change. */
  private static String bare(URI address) {
    return address.toString().replaceFirst("://[^/@]*@", "://");
  }
}
