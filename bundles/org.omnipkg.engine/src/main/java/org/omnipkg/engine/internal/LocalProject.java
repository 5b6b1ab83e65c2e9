package org.omnipkg.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** A Python project named by its folder alone: its own files say what it is called. */
final class LocalProject {
  private static final Pattern WORD = Pattern.compile("([^\\[]+?)(\\[[^]]*])?(#editable)?");
  private static final Pattern NAME =
      Pattern.compile("(?ms)^\\[metadata]\\s*$.*?^name\\s*=\\s*([A-Za-z0-9._-]+)\\s*$");

  private LocalProject() {}

  /** The word with the project's name in front, if it names a project's folder. */
  static String named(String word, Path directory) {
    Matcher parts = WORD.matcher(word);
    if (!word.matches("[./~].*") || !parts.matches()) {
      return word;
    }
    Path folder = Path.of(Addressed.address(parts.group(1), directory));
    boolean project =
        Files.isRegularFile(folder.resolve("pyproject.toml"))
            || Files.isRegularFile(folder.resolve("setup.py"));
    boolean editable = parts.group(3) != null;
    if (!project && editable) {
      throw new Refusal(
          Diagnostic.user(
              "requirement.editable-unsupported",
              "`" + parts.group(1) + "` is no Python project to be installed in editable form",
              "name a folder with a `pyproject.toml` or `setup.py`"));
    }
    if (!project) {
      return word;
    }
    String extras = parts.group(2) == null ? "" : parts.group(2);
    String place = folder.toUri().toString().replaceFirst("/$", "");
    return name(folder).orElseThrow(() -> nameless(word, place))
        + extras
        + " @ "
        + place
        + (editable ? Editable.SUFFIX : "");
  }

  /** The word for a folder that is to be run from, however its path is spelled. */
  static String editable(String path) {
    return (path.matches("[./~].*") ? path : "./" + path) + Editable.SUFFIX;
  }

  private static Optional<String> name(Path folder) {
    try {
      Path project = folder.resolve("pyproject.toml");
      if (Files.isRegularFile(project)) {
        JsonNode toml = new TomlMapper().readTree(project.toFile());
        for (String at : new String[] {"/project/name", "/tool/poetry/name"}) {
          if (toml.at(at).isTextual()) {
            return Optional.of(toml.at(at).asText());
          }
        }
      }
      Path setup = folder.resolve("setup.cfg");
      if (Files.isRegularFile(setup)) {
        Matcher name = NAME.matcher(Files.readString(setup));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
      }
    } catch (IOException unreadable) {
      return Optional.empty(); // The build says what is wrong with it, once it has a name.
    }
    return Optional.empty();
  }

  private static Refusal nameless(String word, String place) {
    return new Refusal(
        Diagnostic.user(
            "requirement.nameless",
            "the project in `" + word + "` does not say what it is called without being run",
            "write `NAME @ " + place + "`"));
  }
}
