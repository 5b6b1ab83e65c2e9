package org.omnipkg.itest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/** A Maven repository in a folder, which a home's settings name as the mirror of all others. */
final class PluginRepository {
  private static final OpenPGPApi OPEN_PGP = new BcOpenPGPApi();

  private final Path folder;
  private final List<String> versions = new ArrayList<>();

  PluginRepository(Path folder, Path home) throws IOException {
    this.folder = Files.createDirectories(folder);
    Path settings = home.resolve(".m2/settings.xml");
    Files.createDirectories(settings.getParent());
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>shop</id><mirrorOf>*</mirrorOf><url>"
            + folder.toUri()
            + "</url></mirror></mirrors></settings>");
  }

  static OpenPGPKey key(String name) throws PGPException {
    return OPEN_PGP.generateKey(4).ed25519x25519Key(name).build();
  }

  /** Publishes a jar as {@code org.example:greeting} of a version; returns where it lies. */
  Path publish(Path jar, String version, Optional<OpenPGPKey> signer) throws Exception {
    Path place = folder.resolve("org/example/greeting");
    Path file = place.resolve(version).resolve("greeting-" + version + ".jar");
    Files.createDirectories(file.getParent());
    Files.copy(jar, file, StandardCopyOption.REPLACE_EXISTING);
    sum(file);
    if (signer.isPresent()) {
      try (InputStream in = Files.newInputStream(file)) {
        Files.writeString(
            file.resolveSibling(file.getFileName() + ".asc"),
            OPEN_PGP
                .createDetachedSignature()
                .addSigningKey(signer.get())
                .sign(in)
                .get(0)
                .toAsciiArmoredString());
      }
    }
    versions.add(version);
    Path metadata = place.resolve("maven-metadata.xml");
    Files.writeString(
        metadata,
        "<metadata><groupId>org.example</groupId><artifactId>greeting</artifactId><versioning>"
            + "<versions><version>"
            + String.join("</version><version>", versions)
            + "</version></versions></versioning></metadata>");
    sum(metadata);
    return file;
  }

  /** Writes down the checksum of a file as it is now. */
  static void sum(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".sha1"), HexFormat.of().formatHex(digest));
  }
}
