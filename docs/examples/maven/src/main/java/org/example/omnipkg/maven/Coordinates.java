package org.example.omnipkg.maven;

import java.util.Optional;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * What Maven knows a file by, without its version: {@code group:artifact}, and where it is no plain
 * jar {@code group:artifact:extension} or {@code group:artifact:extension:classifier}.
 */
record Coordinates(String group, String artifact, String extension, String classifier) {
  private static final String JAR = "jar";
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /** Empty when it is none. */
  static Optional<Coordinates> of(String name) {
    String[] parts = name.split(":", -1);
    if (parts.length < 2 || parts.length > 4) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (!PART.matcher(part).matches() || part.contains("..")) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Coordinates(
            parts[0],
            parts[1],
            parts.length > 2 ? parts[2] : JAR,
            parts.length > 3 ? parts[3] : ""));
  }

  /** Of a name that should have been read before. */
  static Coordinates known(String name) {
    return of(name)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "requirement.malformed",
                        "`" + name + "` is no group and name of a Maven artifact",
                        "a Maven artifact is written `maven:com.google.guava:guava`")));
  }

  boolean plain() {
    return extension.equals(JAR) && classifier.isEmpty();
  }

  /** The folder of all its versions, in the layout of repositories. */
  String folder() {
    return group.replace('.', '/') + "/" + artifact;
  }

  String filename(String version) {
    String tail = classifier.isEmpty() ? "" : "-" + classifier;
    return artifact + "-" + version + tail + "." + extension;
  }

  String path(String version) {
    return folder() + "/" + version + "/" + filename(version);
  }

  Coordinates pom() {
    return new Coordinates(group, artifact, "pom", "");
  }

  @Override
  public String toString() {
    String name = group + ":" + artifact;
    if (!classifier.isEmpty()) {
      return name + ":" + extension + ":" + classifier;
    }
    return plain() ? name : name + ":" + extension;
  }
}
