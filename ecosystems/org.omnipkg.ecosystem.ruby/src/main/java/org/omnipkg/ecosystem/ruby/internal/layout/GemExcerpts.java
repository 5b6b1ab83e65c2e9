package org.omnipkg.ecosystem.ruby.internal.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Excerpts;
import org.osgi.service.component.annotations.Component;

/** A gem of a stored tree with nothing in it but what it declares. */
@Component(property = Ecosystem.ID + "=ruby")
public final class GemExcerpts implements Excerpts {
  private static final int BLOCK = 512;

  @Override
  public Optional<byte[]> of(Artifact artifact, Path tree, Map<String, List<String>> facts) {
    GemFacts gem = GemFacts.of(facts);
    if (gem.name().isEmpty() || !artifact.format().equals("gem")) {
      return Optional.empty();
    }
    return Optional.of(archive(packed(yaml(gem))));
  }

  private static String yaml(GemFacts gem) {
    StringBuilder text = new StringBuilder("---\n");
    text.append("name: ").append(quoted(gem.name())).append('\n');
    text.append("version:\n  version: ").append(quoted(gem.version())).append('\n');
    text.append("platform: ")
        .append(quoted(gem.platform().isEmpty() ? "ruby" : gem.platform()))
        .append('\n');
    requirement(text, "required_ruby_version", gem.requiredRuby());
    requirement(text, "required_rubygems_version", gem.requiredRubygems());
    text.append("dependencies:\n");
    for (Need need : gem.needs()) {
      text.append("- name: ").append(quoted(need.name())).append("\n  type: runtime\n");
      requirement(text, "  requirement", need.range());
    }
    return text.toString();
  }

  /** In flow style, which may stand at any depth. */
  private static void requirement(StringBuilder text, String key, String range) {
    text.append(key).append(": {requirements: [");
    String[] clauses = (range.isBlank() ? ">= 0" : range).split(",", -1);
    for (int i = 0; i < clauses.length; i++) {
      String[] parts = clauses[i].strip().split("\\s+", 2);
      text.append(i == 0 ? "" : ", ")
          .append('[')
          .append(quoted(parts[0]))
          .append(", {version: ")
          .append(quoted(parts.length > 1 ? parts[1] : ""))
          .append("}]");
    }
    text.append("]}\n");
  }

  /** What stands in a stored gem's facts was checked when it was stored. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A tar archive with one member. */
  private static byte[] archive(byte[] content) {
    byte[] header = new byte[BLOCK];
    put(header, 0, GemFile.METADATA);
    put(header, 100, "0000444\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o\0", content.length));
    put(header, 136, String.format("%011o\0", 0));
    put(header, 148, "        ");
    put(header, 257, "ustar\00000");
    header[156] = '0';
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    archive.writeBytes(header);
    archive.writeBytes(content);
    archive.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK + 2 * BLOCK]);
    return archive.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
