package org.omnipkg.ecosystem.go.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.spi.Desk;

/**
 * Digests of modules nobody vouches for, because the user's settings say that no checksum database
 * is to be asked: taken when a zip is seen for the first time, only over an encrypted line or from
 * this machine, and remembered, so that a zip that changes later is refused. This is what go.sum is
 * to the go command.
 */
final class FirstSight {
  private final Desk desk;

  FirstSight(Desk desk) {
    this.desk = desk;
  }

  /** A digest by its name; empty where none may be taken. */
  Map<String, String> of(URI zip) {
    if (!guarded(zip)) {
      return Map.of();
    }
    try {
      byte[] bare =
          zip.toString().replaceFirst("://[^/@]*@", "://").getBytes(StandardCharsets.UTF_8);
      Path kept = desk.cache("module-digests").resolve(Digests.hex(bare));
      if (Files.exists(kept)) {
        return Map.of("sha256", Files.readString(kept).strip());
      }
      Optional<byte[]> bytes = desk.fetch(Desk.Ask.of(zip, "", Desk.Ask.FOR_EVER)).body();
      if (bytes.isEmpty()) {
        return Map.of();
      }
      String digest = Digests.hex(bytes.get());
      Path staged = Files.createTempFile(kept.getParent(), "digest", ".tmp");
      Files.writeString(staged, digest);
      Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
      return Map.of("sha256", digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nobody between could have changed what comes from there. */
  private static boolean guarded(URI address) {
    String host = String.valueOf(address.getHost());
    return "https".equals(address.getScheme())
        || "http".equals(address.getScheme())
            && (host.equals("localhost") || host.equals("[::1]") || host.matches("127[.][0-9.]+"));
  }
}
