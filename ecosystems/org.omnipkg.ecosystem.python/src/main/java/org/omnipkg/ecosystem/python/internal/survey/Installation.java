package org.omnipkg.ecosystem.python.internal.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.ecosystem.python.internal.layout.EntryPoint;
import org.omnipkg.ecosystem.python.internal.layout.Row;
import org.omnipkg.ecosystem.python.internal.layout.Wheel;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;

/**
 * A package as an installer left it in a prefix (PEP 376, 610, 627).
 *
 * @param root the prefix
 * @param site its site-packages, relative
 * @param folder name of the metadata folder
 */
record Installation(Path root, String site, String folder, Map<String, String> headers) {
  static final String SUFFIX = ".dist-info";

  static Optional<Installation> read(Path root, String site, String folder) {
    Map<String, String> headers =
        Wheel.headers(text(root.resolve(site).resolve(folder).resolve("METADATA")).orElse(""));
    return headers.containsKey("name") && headers.containsKey("version")
        ? Optional.of(new Installation(root, site, folder, headers))
        : Optional.empty();
  }

  String name() {
    return headers.getOrDefault("name", "");
  }

  String version() {
    return headers.getOrDefault("version", "");
  }

  Pin pin() {
    return new Pin(new PackageName("python", Names.normalize(name())), version());
  }

  Optional<String> metadata(String file) {
    return text(root.resolve(site).resolve(folder).resolve(file));
  }

  String installer() {
    return metadata("INSTALLER").map(text -> text.strip().split("\\s", 2)[0]).orElse("");
  }

  boolean requested() {
    return metadata("REQUESTED").isPresent();
  }

  /** Runs from its author's folder. */
  boolean editable() {
    try {
      return new ObjectMapper()
          .readTree(metadata("direct_url.json").orElse("{}"))
          .path("dir_info")
          .path("editable")
          .asBoolean();
    } catch (JsonProcessingException unreadable) {
      return false;
    }
  }

  /** Whether it says enough of itself to be a wheel again. */
  boolean whole() {
    return metadata("RECORD").isPresent() && metadata("WHEEL").isPresent();
  }

  /** The rows of RECORD by path in the prefix; what lies outside of it is left out. */
  Map<String, Row> rows() {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : Row.read(metadata("RECORD").orElse(""))) {
      Path path = root.resolve(site).resolve(row.path()).normalize();
      if (path.startsWith(root)) {
        String inside = root.relativize(path).toString().replace('\\', '/');
        rows.put(inside.replaceFirst("^lib64/", "lib/"), row);
      }
    }
    return rows;
  }

  /** Names of the commands an installer makes for it. */
  List<String> commands() {
    Map<String, List<String>> groups = EntryPoint.groups(metadata("entry_points.txt").orElse(""));
    List<String> names = new ArrayList<>();
    for (String group : List.of("console_scripts", "gui_scripts")) {
      for (String line : groups.getOrDefault(group, List.of())) {
        names.add(line.split("=", 2)[0].strip());
      }
    }
    return names;
  }

  List<String> tags() {
    return metadata("WHEEL")
        .orElse("")
        .lines()
        .filter(line -> line.regionMatches(true, 0, "Tag:", 0, 4))
        .map(line -> line.substring(4).strip())
        .toList();
  }

  static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (java.nio.charset.CharacterCodingException | NoSuchFileException unreadable) {
      return Optional.empty();
    } catch (NotDirectoryException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
