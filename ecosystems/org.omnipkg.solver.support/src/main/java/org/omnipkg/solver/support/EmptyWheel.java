package org.omnipkg.solver.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;

/** A wheel (PEP 427) that only says what it is and needs. */
public final class EmptyWheel {
  private EmptyWheel() {}

  /** Core metadata of a package that declares nothing. */
  public static String metadata(Pin pin) {
    return "Metadata-Version: 2.1\nName: "
        + pin.name().name()
        + "\nVersion: "
        + pin.version()
        + "\n";
  }

  /** Core metadata that declares what a manifest does. */
  public static String metadata(Manifest manifest) {
    StringBuilder text = new StringBuilder(metadata(manifest.pin()));
    if (!manifest.runtimeRange().isEmpty()) {
      text.append("Requires-Python: ").append(manifest.runtimeRange()).append('\n');
    }
    manifest.features().keySet().stream()
        .filter(feature -> !feature.isEmpty())
        .sorted()
        .forEach(feature -> text.append("Provides-Extra: ").append(feature).append('\n'));
    Set<String> needs = new LinkedHashSet<>();
    manifest.features().values().stream()
        .flatMap(Collection::stream)
        .map(Dependency::text)
        .forEach(needs::add);
    needs.forEach(need -> text.append("Requires-Dist: ").append(need).append('\n'));
    return text.toString();
  }

  /**
   * The wheel's bytes.
   *
   * @param stem {@code name-version}, as the file's name begins
   */
  public static byte[] of(String stem, String metadata) {
    String inside = stem + ".dist-info/";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, inside + "METADATA", metadata);
      entry(
          zip,
          inside + "WHEEL",
          "Wheel-Version: 1.0\nGenerator: omnipkg\nRoot-Is-Purelib: true\n"
              + "Tag: py2-none-any\nTag: py3-none-any\n");
      entry(zip, inside + "RECORD", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
