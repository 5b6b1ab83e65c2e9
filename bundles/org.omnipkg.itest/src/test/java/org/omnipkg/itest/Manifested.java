package org.omnipkg.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle with other lines in its manifest: another version of the same code. */
final class Manifested {
  private Manifested() {}

  static Path copy(Path from, Path to, Map<String, String> headers) throws IOException {
    Path made = to.resolveSibling(to.getFileName() + ".new");
    try (InputStream in = Files.newInputStream(from);
        JarInputStream jar = new JarInputStream(in);
        OutputStream out = Files.newOutputStream(made)) {
      Manifest manifest = jar.getManifest();
      headers.forEach(manifest.getMainAttributes()::putValue);
      try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          jar.transferTo(copy);
        }
      }
    }
    return Files.move(made, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
