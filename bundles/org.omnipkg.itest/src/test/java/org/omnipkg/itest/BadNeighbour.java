package org.omnipkg.itest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes bundles of {@code neighbour/Bad.java}: a language of any id that does what it is told. */
public final class BadNeighbour {
  private final Path classes;

  /** Compiles it against what ships. */
  public BadNeighbour(Path sources, List<Path> bundles, Path work) {
    try (Stream<Path> files = Files.list(sources)) {
      classes = Files.createDirectories(work.resolve("classes"));
      List<String> words =
          new ArrayList<>(
              List.of(
                  "--release",
                  "17",
                  "-proc:none",
                  "-d",
                  classes.toString(),
                  "-cp",
                  bundles.stream()
                      .map(Path::toString)
                      .collect(Collectors.joining(java.io.File.pathSeparator))));
      files.map(Path::toString).sorted().forEach(words::add);
      int code =
          ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
      if (code != 0) {
        throw new IllegalStateException("the bad neighbour does not compile");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String name(String id) {
    return "org.example." + id;
  }

  /** A bundle that brings the language of this id. */
  public Path jar(String id, String version, Path folder) {
    Path jar = folder.resolve(id + "-" + version + ".jar");
    if (Files.exists(jar)) {
      return jar; // to the bit: another time in it would make it another file
    }
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name(id));
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Activator", "bad.Start");
    headers.putValue("Import-Package", "org.omnipkg.model,org.omnipkg.spi,org.osgi.framework");
    headers.putValue("Service-Component", "OSGI-INF/bad.xml");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
      put(entries, "id.txt", id);
      put(
          entries,
          "OSGI-INF/bad.xml",
          "<x:component xmlns:x='http://www.osgi.org/xmlns/scr/v1.3.0' name='bad'>"
              + "<implementation class='bad.Bad'/>"
              + "<property name='omnipkg.ecosystem' value='"
              + id
              + "'/>"
              + "<service><provide interface='org.omnipkg.spi.Ecosystem'/></service>"
              + "</x:component>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static void put(JarOutputStream entries, String name, String text) throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
