package org.omnipkg.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The distribution the build has just assembled. */
final class Distribution {
  private Distribution() {}

  static Path folder() {
    Path folder = Path.of(System.getProperty("omnipkg.test.dist")).normalize();
    if (!Files.isDirectory(folder.resolve("bundles"))) {
      throw new IllegalStateException("no distribution was built at " + folder);
    }
    return folder;
  }

  static Path root() {
    return Path.of(System.getProperty("omnipkg.test.root")).normalize();
  }

  static List<Path> bundles() {
    try (Stream<Path> jars = Files.list(folder().resolve("bundles"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Our own bundles by symbolic name. */
  static Map<String, Manifest> ours() {
    Map<String, Manifest> manifests = new TreeMap<>();
    for (Path jar : bundles()) {
      Manifest manifest = manifest(jar);
      String name = symbolicName(manifest);
      if (name.startsWith("org.omnipkg.")) {
        manifests.put(name, manifest);
      }
    }
    return manifests;
  }

  static Manifest manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String symbolicName(Manifest manifest) {
    String value = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
    return value == null ? "" : value.split(";")[0].strip();
  }
}
