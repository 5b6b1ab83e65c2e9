package org.omnipkg.ecosystem.python.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.ecosystem.python.internal.tag.WheelName;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;

/**
 * Finds what a release declares by the cheapest way there is: the metadata file beside a wheel, the
 * end of the wheel, the whole wheel, the source archive where its word is final.
 */
final class Manifests {
  /** All wheels of a release should declare the same; where not, the most portable one counts. */
  private static final Comparator<Artifact> MOST_TELLING =
      Comparator.<Artifact>comparingInt(Manifests::portability)
          .thenComparing(file -> file.facts().containsKey(IndexFile.METADATA) ? 0 : 1)
          .thenComparing(Artifact::filename);

  private final Desk desk;

  Manifests(Desk desk) {
    this.desk = desk;
  }

  private static int portability(Artifact wheel) {
    String platform = WheelName.of(wheel.filename()).map(WheelName::platform).orElse("");
    return platform.equals("any")
        ? 0
        : platform.contains("linux_") && platform.endsWith("x86_64") ? 1 : 2;
  }

  Answer<Manifest> of(Release release) {
    Optional<Artifact> wheel =
        release.artifacts().stream()
            .filter(file -> file.format().equals(ArtifactChoice.WHEEL))
            .min(MOST_TELLING);
    if (wheel.isPresent()) {
      return CoreMetadata.read(ofWheel(wheel.get()))
          .manifest(release.pin(), wheel.get().filename());
    }
    Optional<Artifact> source =
        release.artifacts().stream()
            .filter(file -> file.format().equals(ArtifactChoice.SDIST))
            .min(Comparator.comparing(file -> file.filename().endsWith(".tar.gz") ? 0 : 1));
    if (source.isEmpty()) {
      return Answer.refused(
          Diagnostic.outside(
              "metadata.missing",
              "`" + release.pin() + "` has no file that could tell its needs",
              ""));
    }
    return ofSource(release, source.get());
  }

  private Answer<Manifest> ofSource(Release release, Artifact source) {
    Optional<CoreMetadata> stated =
        SourceArchive.metadata(local(source), source.filename()).map(CoreMetadata::read);
    if (stated.isPresent() && stated.get().settled()) {
      return stated.get().manifest(release.pin(), source.filename());
    }
    return Answer.wanting(
        new Wanting(
            Wanting.BUILD,
            release.pin(),
            source,
            "`" + source.filename() + "` says what it needs only when it is built"));
  }

  private byte[] ofWheel(Artifact wheel) {
    String scheme = String.valueOf(wheel.location().getScheme());
    boolean remote = scheme.equals("http") || scheme.equals("https");
    boolean promised = wheel.facts().containsKey(IndexFile.METADATA);
    Optional<byte[]> found = promised ? beside(wheel) : Optional.empty();
    if (found.isEmpty() && remote) {
      found = new RemoteWheel(wheel, desk).metadata();
    }
    if (found.isEmpty() && remote && !promised) {
      found = unpromised(wheel);
    }
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return LocalWheel.metadata(local(wheel));
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.outside(
              "metadata.missing",
              "cannot read the metadata of `" + wheel.filename() + "`: " + e.getMessage(),
              ""),
          e);
    }
  }

  private Path local(Artifact file) {
    URI location = file.location();
    return "file".equals(location.getScheme()) ? Path.of(location) : desk.download(file);
  }

  /** PEP 658; a kept copy that does not match is asked for once more. */
  private Optional<byte[]> beside(Artifact wheel) {
    String wanted = wheel.facts().getOrDefault(IndexFile.METADATA, "true");
    Optional<byte[]> file = metadataFile(wheel, Desk.Ask.FOR_EVER);
    if (file.isEmpty() || wanted.equals("true") || Digests.hex(file.get()).equals(wanted)) {
      return file;
    }
    file = metadataFile(wheel, Duration.ZERO);
    if (file.isEmpty() || Digests.hex(file.get()).equals(wanted)) {
      return file;
    }
    throw new Refusal(
        Diagnostic.outside(
            "metadata.wrong-hash",
            "the metadata of `" + wheel.filename() + "` is not what the index says it is",
            "try again; if it stays so, tell whoever runs that index"));
  }

  /**
   * Mirrors often have the file without saying so. They are asked last: one that does not has to
   * ask its own source first, which takes many times as long as the end of a wheel.
   */
  private Optional<byte[]> unpromised(Artifact wheel) {
    try {
      return metadataFile(wheel, Desk.Ask.FOR_EVER).filter(Manifests::looksRight);
    } catch (Refusal e) {
      if (e.diagnostic().code().equals("fetch.unauthorized")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean looksRight(byte[] file) {
    byte[] sign = "Metadata-Version:".getBytes(StandardCharsets.US_ASCII);
    return file.length > sign.length && Arrays.equals(file, 0, sign.length, sign, 0, sign.length);
  }

  private Optional<byte[]> metadataFile(Artifact wheel, Duration fresh) {
    String address = wheel.location().toString();
    int query = address.indexOf('?');
    String file =
        query < 0
            ? address + ".metadata"
            : address.substring(0, query) + ".metadata" + address.substring(query);
    return desk.fetch(Desk.Ask.of(URI.create(file), "", fresh)).body();
  }
}
