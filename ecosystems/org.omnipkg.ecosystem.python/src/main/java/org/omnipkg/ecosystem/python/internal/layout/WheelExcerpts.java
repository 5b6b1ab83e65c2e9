package org.omnipkg.ecosystem.python.internal.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Excerpts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A wheel of a stored tree with nothing in it but what it declares. */
@Component(property = Ecosystem.ID + "=python")
public final class WheelExcerpts implements Excerpts {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  @Activate
  public WheelExcerpts() {}

  @Override
  public Optional<byte[]> of(Artifact artifact, Path tree, Map<String, List<String>> facts) {
    String distInfo = TreeFacts.of(facts).distInfo();
    Path folder = tree.resolve(Scheme.SITE).resolve(distInfo);
    if (distInfo.isEmpty() || !artifact.format().equals("wheel")) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("METADATA", "WHEEL")) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
          return Optional.empty();
        }
        zip.putNextEntry(entry(distInfo + "/" + name));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
      zip.putNextEntry(entry(distInfo + "/RECORD"));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Of one time, or the same tree would give other bytes later. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    return entry;
  }
}
