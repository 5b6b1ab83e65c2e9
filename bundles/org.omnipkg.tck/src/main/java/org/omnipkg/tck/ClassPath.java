package org.omnipkg.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The bundles on the class path of the test: jars, or folders a build is still to pack. */
final class ClassPath {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String NAME = "Bundle-SymbolicName";

  private final Map<String, Path> bundles = new LinkedHashMap<>();

  ClassPath() throws IOException {
    for (URL url : Collections.list(ClassPath.class.getClassLoader().getResources(MANIFEST))) {
      try (InputStream in = url.openStream()) {
        String name = new Manifest(in).getMainAttributes().getValue(NAME);
        if (name != null) {
          bundles.putIfAbsent(name.replaceFirst(";.*", "").strip(), place(url));
        }
      }
    }
  }

  private static Path place(URL manifest) throws IOException {
    try {
      if (manifest.openConnection() instanceof JarURLConnection inside) {
        return Path.of(inside.getJarFileURL().toURI());
      }
      return Path.of(URI.create(manifest.toString().replaceFirst("META-INF/MANIFEST\\.MF$", "")));
    } catch (URISyntaxException e) {
      throw new IOException(String.valueOf(manifest), e);
    }
  }

  /** The jar or folder of a bundle. */
  Path bundle(String symbolicName) {
    Path place = bundles.get(symbolicName);
    if (place == null) {
      throw new AssertionError(
          "the bundle `"
              + symbolicName
              + "` is not on the class path of the test: org.omnipkg.tck brings model, spi and the"
              + " framework; other libraries are dependencies of your own");
    }
    return place;
  }

  /** A jar of it: itself, or a folder packed. */
  static Path jar(Path place, Path into) {
    if (!Files.isDirectory(place)) {
      return place;
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(into), manifest(place))) {
      for (Path file : files(place)) {
        String name = place.relativize(file).toString().replace('\\', '/');
        if (!name.equals(MANIFEST)) {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest manifest(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new AssertionError(
          "there is no "
              + MANIFEST
              + " in `"
              + folder
              + "`: let bnd-maven-plugin (goal bnd-process) make it before the tests run");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Manifest(in);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
