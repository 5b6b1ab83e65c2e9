package org.omnipkg.fetch.internal.maven;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.omnipkg.fetch.internal.shared.Trouble;

/** {@code maven:group:artifact:extension:classifier:version}; the classifier may be empty. */
record Coordinates(
    String group, String artifact, String extension, String classifier, String version) {
  static final String WORD = "[A-Za-z0-9_+-][A-Za-z0-9._+-]*";

  static Coordinates parse(URI location) {
    String text = location.getSchemeSpecificPart();
    String[] parts = text.split(":", -1);
    if (parts.length != 5) {
      throw Trouble.malformed(text);
    }
    for (int i = 0; i < 5; i++) {
      boolean empty = i == 3 && parts[i].isEmpty();
      // the parts become folders
      if (!empty && !parts[i].matches(WORD)) {
        throw Trouble.malformed(text);
      }
    }
    return new Coordinates(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  Artifact aether() {
    return new DefaultArtifact(group, artifact, classifier, extension, version);
  }

  String filename() {
    String tail = classifier.isEmpty() ? "" : "-" + classifier;
    return artifact + "-" + version + tail + "." + extension;
  }

  /** Where it lies in a repository of Maven's default layout. */
  Path in(Path repository) {
    return repository
        .resolve(group.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(filename());
  }
}
