package org.omnipkg.ecosystem.node.internal.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.node.internal.layout.Lifecycle;

/** The scripts of an unpacked package, word for word. */
final class Scripts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Scripts() {}

  /**
   * Event to script, in the order they run in.
   *
   * @param source whether it comes from a repository
   */
  static Map<String, String> of(Path folder, boolean source) {
    try {
      JsonNode manifest = JSON.readTree(Files.readAllBytes(folder.resolve("package.json")));
      Map<String, String> scripts = new LinkedHashMap<>();
      boolean addon = Files.isRegularFile(folder.resolve(Lifecycle.ADDON));
      Lifecycle.scripts(manifest, addon, source).forEach(scripts::put);
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest of " + List.of(folder.getFileName()), e);
    }
  }
}
