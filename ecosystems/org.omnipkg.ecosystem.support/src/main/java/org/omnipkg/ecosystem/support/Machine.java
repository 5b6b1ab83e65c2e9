package org.omnipkg.ecosystem.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs lie on a machine.
 *
 * @param environment the caller's variables
 */
public record Machine(Map<String, String> environment) {
  /** The folder a variable names; relative ones are nobody's. */
  public Optional<Path> folder(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** The folder a variable names, else the one below the caller's own. */
  public Optional<Path> folder(String variable, String below) {
    return folder(variable).or(() -> folder("HOME").map(home -> home.resolve(below)));
  }

  /** The folders of the PATH, in its order. */
  public List<Path> path() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }

  /** What lies in a folder, by name; nothing where there is none. */
  public static List<Path> children(Path folder) {
    return children(folder, "*");
  }

  /**
   * What lies in a folder, by name; nothing where there is none.
   *
   * @param glob which of it
   */
  public static List<Path> children(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
        stream.forEach(found::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }

  /** The program of an installation, by the first of these names that is there. */
  public static List<Path> inside(Path prefix, List<String> names) {
    return names.stream()
        .map(name -> prefix.resolve("bin").resolve(name))
        .filter(Files::isExecutable)
        .limit(1)
        .toList();
  }
}
