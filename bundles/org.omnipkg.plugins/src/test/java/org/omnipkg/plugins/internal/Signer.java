package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/** Somebody with a key pair. */
final class Signer {
  private final OpenPGPApi openPgp = new BcOpenPGPApi();
  private final OpenPGPKey key;

  Signer(String name) throws PGPException {
    key = openPgp.generateKey(4).ed25519x25519Key(name).build();
  }

  Path publicKey(Path into) throws IOException {
    Files.createDirectories(into.getParent());
    return Files.writeString(into, key.toCertificate().toAsciiArmoredString());
  }

  Path sign(Path file) throws IOException, PGPException {
    try (InputStream in = Files.newInputStream(file)) {
      String signature =
          openPgp
              .createDetachedSignature()
              .addSigningKey(key)
              .sign(in)
              .get(0)
              .toAsciiArmoredString();
      return Files.writeString(file.resolveSibling(file.getFileName() + ".asc"), signature);
    }
  }
}
