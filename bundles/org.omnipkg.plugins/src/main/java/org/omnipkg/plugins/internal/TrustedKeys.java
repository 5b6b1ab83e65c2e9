package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDetachedSignatureProcessor;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.OpenPGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * The OpenPGP keys whose owners may give us plugins: the files in {@code home/trusted-keys}. A
 * folder of the user's own and no setting, since a project's file can change settings.
 */
final class TrustedKeys {
  private static final String UNSIGNED = "plugin.unsigned";
  private static final String UNKNOWN = "plugin.unknown-key";
  private static final String ENDINGS = "*.{asc,gpg,pgp,key}";

  private final Places places;

  /** Made when it is needed: a date in it has the names of all time zones read. */
  private static final class OpenPgp {
    static final OpenPGPImplementation HERE = new BcOpenPGPImplementation();

    private OpenPgp() {}
  }

  TrustedKeys(Places places) {
    this.places = places;
  }

  private Path folder() {
    return places.home().resolve("trusted-keys");
  }

  static Refusal unsigned(String what) {
    return new Refusal(
        Diagnostic.user(
            UNSIGNED,
            "`" + what + "` is not signed",
            "ask its author for a signature; `--allow-unsigned` takes it on the word of the"
                + " repository alone"));
  }

  /** Nobody vouches for it; what was signed and then changed is another matter. */
  static boolean mayBeAllowed(Refusal refusal) {
    return Set.of(UNSIGNED, UNKNOWN).contains(refusal.diagnostic().code());
  }

  /**
   * Holds a file against its detached signature.
   *
   * @return name and fingerprint of the one who signed it
   * @throws Refusal {@code plugin.unknown-key}, {@code plugin.bad-signature}
   */
  String verify(Path file, Path signature, String what) {
    List<String> unreadable = new ArrayList<>();
    List<OpenPGPCertificate> keys = keys(unreadable);
    List<PGPSignature> stated = signatures(signature, what);
    OpenPGPDetachedSignatureProcessor processor =
        new OpenPGPDetachedSignatureProcessor(OpenPgp.HERE);
    keys.forEach(processor::addVerificationCertificate);
    List<PGPSignature> known =
        stated.stream()
            .filter(one -> keys.stream().anyMatch(key -> key.getSigningKeyFor(one) != null))
            .toList();
    if (known.isEmpty()) {
      throw unknown(what, stated, unreadable);
    }
    known.forEach(processor::addSignature);
    String why = "it cannot be verified";
    try (InputStream content = Files.newInputStream(file)) {
      for (OpenPGPDocumentSignature one : processor.process(content)) {
        String who = name(one.getIssuerCertificate());
        try {
          if (one.isTestedCorrect() && one.isValid()) {
            return who;
          }
          why = "the file is not the one that " + who + " signed";
        } catch (PGPSignatureException e) {
          why = "the signature of " + who + ": " + e.getMessage();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw bad(what, why, e);
    }
    throw bad(what, why, null);
  }

  private List<PGPSignature> signatures(Path file, String what) {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      if (OpenPgp.HERE.pgpObjectFactory(in).nextObject() instanceof PGPSignatureList list
          && !list.isEmpty()) {
        List<PGPSignature> signatures = new ArrayList<>();
        list.forEach(signatures::add);
        return signatures;
      }
    } catch (IOException | RuntimeException e) {
      throw bad(what, "it cannot be read", e);
    }
    throw bad(what, "it is none of OpenPGP", null);
  }

  private List<OpenPGPCertificate> keys(List<String> unreadable) {
    List<OpenPGPCertificate> keys = new ArrayList<>();
    if (Files.isDirectory(folder())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), ENDINGS)) {
        for (Path file : files) {
          keys.addAll(read(file, unreadable));
        }
      } catch (IOException e) {
        unreadable.add("`" + places.pretty(folder()) + "` cannot be read");
      }
    }
    return keys;
  }

  private List<OpenPGPCertificate> read(Path file, List<String> unreadable) {
    try {
      List<OpenPGPCertificate> keys =
          new OpenPGPKeyReader(OpenPgp.HERE).parseCertificates(Files.readAllBytes(file));
      if (!keys.isEmpty()) {
        return keys;
      }
    } catch (IOException | RuntimeException malformed) {
      // told below
    }
    unreadable.add("`" + places.pretty(file) + "` holds no public key that can be read");
    return List.of();
  }

  private static String name(OpenPGPCertificate key) {
    String who =
        key.getAllUserIds().stream().findFirst().map(one -> one.getUserId() + " ").orElse("");
    return who + hex(key.getFingerprint());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
  }

  private Refusal unknown(String what, List<PGPSignature> signatures, List<String> unreadable) {
    List<String> lines = new ArrayList<>();
    for (PGPSignature one : signatures) {
      KeyIdentifier key = OpenPGPSignature.getMostExpressiveIdentifier(one.getKeyIdentifiers());
      lines.add(
          "signed by the key "
              + (key.getFingerprint() == null
                  ? String.format("%016X", key.getKeyId())
                  : hex(key.getFingerprint())));
    }
    lines.addAll(unreadable);
    return new Refusal(
        Diagnostic.user(
                UNKNOWN,
                "`" + what + "` is signed by nobody you trust",
                "get the public key from its author, compare the fingerprint, and put it into `"
                    + places.pretty(folder())
                    + "`; `--allow-unsigned` takes it all the same")
            .with(lines));
  }

  private static Refusal bad(String what, String why, @Nullable Exception cause) {
    return new Refusal(
        Diagnostic.outside(
                "plugin.bad-signature", "the signature of `" + what + "` does not fit it", "")
            .with(List.of(why)),
        cause);
  }
}
