package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Packer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files of artifacts that a language makes itself, under their names only when digests agree. */
@Component(service = PackedFiles.class)
public final class PackedFiles {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  private final Languages languages;

  @Activate
  public PackedFiles(@Reference Languages languages) {
    this.languages = languages;
  }

  /** Whether a language makes such files itself. */
  boolean isSkill(String language) {
    Optional<Languages.Lease<Packer>> skill = languages.skill(Packer.class, language);
    skill.ifPresent(Languages.Lease::close);
    return skill.isPresent();
  }

  /** Whether a language made it; else it is to be fetched. */
  boolean make(Artifact artifact, Path file, HouseDesk desk) throws IOException {
    // what fetchers know has one word for a scheme
    if (!String.valueOf(artifact.location().getScheme()).contains("+")) {
      return false;
    }
    for (String language : languages.ids()) {
      Optional<Languages.Lease<Packer>> skill = languages.skill(Packer.class, language);
      if (skill.isPresent()) {
        try (Languages.Lease<Packer> packer = skill.get()) {
          if (packer.service().packs(artifact)) {
            Path unverified = file.resolveSibling(file.getFileName() + ".unverified");
            packer.service().pack(artifact, unverified, desk);
            verify(artifact, unverified);
            Files.move(unverified, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void verify(Artifact artifact, Path file) throws IOException {
    for (Map.Entry<String, String> stated : artifact.hashes().entrySet()) {
      String algorithm = ALGORITHMS.get(stated.getKey());
      String found = algorithm == null ? stated.getValue() : digest(algorithm, file);
      if (!found.equalsIgnoreCase(stated.getValue())) {
        Files.deleteIfExists(file);
        throw new Refusal(
            Diagnostic.outside(
                    "fetch.wrong-hash",
                    "`" + artifact.filename() + "` is not the file that was promised",
                    "")
                .with(
                    List.of(
                        "expected " + stated.getKey() + " " + stated.getValue(),
                        "found    " + stated.getKey() + " " + found)));
      }
    }
  }

  private static String digest(String algorithm, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }
}
